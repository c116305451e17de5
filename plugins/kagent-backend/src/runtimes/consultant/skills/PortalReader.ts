import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ChangePreview,
  Commit,
  GitopsClient,
  Proposal,
  ProposalSummary,
} from '@zerotouch/plugin-gitops-common';

type Person = BackstageCredentials<BackstageUserPrincipal>;

/** A proposal with what it makes of the claims in it. */
export interface ReadProposal {
  proposal: Proposal;
  /** Absent when the proposal is decided, or cannot be previewed. */
  preview?: ChangePreview;
}

/** What the consultant reads of the portal, always as the person who asks. */
export interface PortalReader {
  /** Lists the entities that the person may see. */
  listEntities(credentials: Person): Promise<Entity[]>;
  /** Lists the last changes of main, newest first. */
  listCommits(credentials: Person): Promise<Commit[]>;
  /** Lists open proposals, newest first. */
  listOpenProposals(credentials: Person): Promise<ProposalSummary[]>;
  /** Reads a proposal; undefined when there is none. */
  findProposal(
    number: number,
    credentials: Person,
  ): Promise<ReadProposal | undefined>;
}

/** Most changed files of a proposal that is previewed; what the preview takes at once. */
const MAX_FILES = 20;

/** Reads from the other plugins of the backend, with a token of the person. */
export class BackendPortalReader implements PortalReader {
  readonly #options: BackendPortalReaderOptions;

  private constructor(options: BackendPortalReaderOptions) {
    this.#options = options;
  }

  static create(options: BackendPortalReaderOptions): BackendPortalReader {
    return new BackendPortalReader(options);
  }

  async listEntities(credentials: Person): Promise<Entity[]> {
    const { items } = await this.#options.catalog.getEntities(
      {
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.annotations',
          'spec.system',
          'spec.type',
        ],
      },
      { credentials },
    );
    return items;
  }

  async listCommits(credentials: Person): Promise<Commit[]> {
    const { items } = await this.#gitops(credentials).listCommits({ limit: 5 });
    return items;
  }

  async listOpenProposals(credentials: Person): Promise<ProposalSummary[]> {
    const { items } = await this.#gitops(credentials).listProposals({
      state: 'open',
      limit: 50,
    });
    return items;
  }

  async findProposal(
    number: number,
    credentials: Person,
  ): Promise<ReadProposal | undefined> {
    const gitops = this.#gitops(credentials);
    const proposal = await this.#findProposal(gitops, number);
    if (!proposal) return undefined;
    const files = proposal.files.slice(0, MAX_FILES + 1);
    if (proposal.state !== 'open' || files.length > MAX_FILES) {
      return { proposal };
    }
    const changes = await Promise.all(
      files.map(async ({ path, status }) => ({
        path,
        content:
          status === 'removed'
            ? null
            : (
                await gitops.getFile({ path, ref: proposal.headSha })
              ).content,
      })),
    );
    return { proposal, preview: await gitops.previewChanges({ changes }) };
  }

  async #findProposal(gitops: GitopsClient, number: number) {
    try {
      return await gitops.getProposal(number);
    } catch (error) {
      if (error instanceof ResponseError && error.response.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  #gitops(credentials: Person): GitopsClient {
    const { auth, discovery, fetch: call } = this.#options;
    return new GitopsClient({
      discoveryApi: discovery,
      fetchApi: {
        fetch: async (input, init) => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: 'gitops',
          });
          const headers = new Headers(init?.headers);
          headers.set('authorization', `Bearer ${token}`);
          return call(input, { ...init, headers });
        },
      },
    });
  }
}

/** Options of {@link BackendPortalReader.create}. */
export interface BackendPortalReaderOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  fetch: typeof fetch;
}
