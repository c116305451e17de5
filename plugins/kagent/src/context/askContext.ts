import type { AttachmentRequest } from '@zerotouch/plugin-kagent-common';

/** What an address of the chat asks for. */
export interface AskContext {
  /** A question that is asked at once. */
  question?: string;
  /** What is attached to the first message. */
  attachments: AttachmentRequest[];
}

const ENTITY_REF = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** Reads `?q=`, `?entity=<ref>`, `?proposal=<number>` and `?doc=<path>`; what makes no sense is left out. */
export function readAskContext(search: URLSearchParams): AskContext {
  const attachments: AttachmentRequest[] = [];
  const ref = search.get('entity')?.trim() ?? '';
  if (ENTITY_REF.test(ref)) attachments.push({ kind: 'entity', ref });
  const proposal = search.get('proposal') ?? '';
  if (/^[1-9]\d{0,8}$/.test(proposal)) {
    attachments.push({ kind: 'proposal', number: Number(proposal) });
  }
  const path = search.get('doc')?.trim();
  if (path) attachments.push({ kind: 'doc', path });
  return { question: search.get('q')?.trim() || undefined, attachments };
}

/** Gives the path of a chat that begins with this at hand. */
export function toAskPath(
  basePath: string,
  request: AttachmentRequest,
): string {
  const search = new URLSearchParams();
  switch (request.kind) {
    case 'entity':
      search.set('entity', request.ref);
      break;
    case 'proposal':
      search.set('proposal', String(request.number));
      break;
    case 'doc':
      search.set('doc', request.path);
      break;
    case 'log':
    case 'file':
      return basePath;
    default:
      throw new Error(`Unknown attachment: ${request satisfies never}`);
  }
  return `${basePath}?${search}`;
}
