import {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { gitopsReadPermission } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { Attachment, AttachmentRequest } from '@zerotouch/plugin-kagent-common';
import { redactSecrets } from '../redaction/redactSecrets';
import { limitText } from './limitText';
import { readDoc } from './readDoc';
import { readEntity } from './readEntity';
import { readProposal } from './readProposal';

type Person = BackstageCredentials<BackstageUserPrincipal>;

/**
 * Turns what a person attaches into text for an agent: exactly what they may see themselves, without secrets, of limited length.
 */
export class AttachmentReader {
  readonly #options: AttachmentReaderOptions;

  private constructor(options: AttachmentReaderOptions) {
    this.#options = options;
  }

  static create(options: AttachmentReaderOptions): AttachmentReader {
    return new AttachmentReader(options);
  }

  /**
   * Reads attachments, in the order of the requests.
   *
   * @returns The attachments, and the kinds of secrets that were removed from them, without repeats.
   * @throws InputError that names what cannot be read or is no text; NotAllowedError
   */
  async read(
    requests: AttachmentRequest[],
    options: { credentials: Person },
  ): Promise<{ attachments: Attachment[]; kinds: string[] }> {
    const found = await Promise.all(
      requests.map(request => this.#readOne(request, options.credentials)),
    );
    const kinds = new Set<string>();
    const attachments = found.map(attachment => {
      const title = redactSecrets(toLine(attachment.title));
      const text = redactSecrets(attachment.text);
      for (const kind of [...title.kinds, ...text.kinds]) kinds.add(kind);
      return {
        ...attachment,
        title: title.text,
        text: limitText(text.text, { title: title.text }),
      };
    });
    return { attachments, kinds: [...kinds] };
  }

  async #readOne(
    request: AttachmentRequest,
    credentials: Person,
  ): Promise<Attachment> {
    const { catalog, forge } = this.#options;
    switch (request.kind) {
      case 'entity':
        return readEntity(request.ref, { catalog, credentials });
      case 'proposal':
        await this.#authorizeRepository(credentials);
        return readProposal(request.number, { forge });
      case 'doc':
        await this.#authorizeRepository(credentials);
        return readDoc(request.path, { forge });
      case 'log':
      case 'file':
        return { ...request };
      default:
        throw new Error(`Unknown attachment ${request satisfies never}`);
    }
  }

  async #authorizeRepository(credentials: Person): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: gitopsReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Attaching proposals and docs needs the permission "${gitopsReadPermission.name}"; ask the founder of the platform for it.`,
      );
    }
  }
}

function toLine(title: string): string {
  return title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Options of {@link AttachmentReader.create}. */
export interface AttachmentReaderOptions {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  forge: Pick<GitForge, 'getProposal' | 'readFile'>;
  permissions: PermissionsService;
}
