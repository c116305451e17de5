import type { AttachmentRequest } from '@zerotouch/plugin-kagent-common';

/** Where the documentation site of the platform stands, and where its files are in the repository. */
const HANDBOOK = /^\/docs\/default\/component\/zerotouch(?:\/(.*))?$/;
const ENTITY = /^\/catalog\/([^/]+)\/([^/]+)\/([^/]+)(?:\/|$)/;
const PROPOSAL = /^\/approvals\/([1-9]\d{0,8})\/?$/;

/**
 * Tells what a page of the portal is about, as something that can be attached to a message.
 *
 * @param pathname - Path of the page, without the base of the portal.
 * @returns Nothing for pages that are about no one thing.
 */
export function findPageContext(
  pathname: string,
): AttachmentRequest | undefined {
  const entity = ENTITY.exec(pathname);
  if (entity) {
    const [namespace, kind, name] = entity.slice(1).map(decodePart);
    return {
      kind: 'entity',
      ref: `${kind}:${namespace}/${name}`.toLowerCase(),
    };
  }
  const proposal = PROPOSAL.exec(pathname);
  if (proposal) return { kind: 'proposal', number: Number(proposal[1]) };
  const doc = HANDBOOK.exec(pathname);
  if (doc) return { kind: 'doc', path: toDocPath(decodePart(doc[1] ?? '')) };
  return undefined;
}

/**
 * Gives the file of a page of the docs.
 *
 * @param place - Of the page inside the site, such as `runbooks/restore/`.
 */
function toDocPath(place: string): string {
  const trimmed = place.replace(/^\/+|\/+$|\/?index\.html$/g, '');
  return trimmed === '' ? 'docs/index.md' : `docs/${trimmed}.md`;
}

/** Gives the other file that a page of the docs may come from: a folder's page has the address of a file's. */
export function findOtherDoc(
  request: AttachmentRequest,
): AttachmentRequest | undefined {
  if (request.kind !== 'doc' || request.path.endsWith('/index.md')) {
    return undefined;
  }
  return { kind: 'doc', path: request.path.replace(/\.md$/, '/index.md') };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not percent-encoded: it is taken as it stands.
    return part;
  }
}
