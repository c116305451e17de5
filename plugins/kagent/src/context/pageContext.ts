import { claimEntityRef } from '@zerotouch/plugin-gitops-common';
import type { AttachmentRequest } from '@zerotouch/plugin-kagent-common';
import { decodePart, findDocPath } from './docPath';

const ENTITY = /^\/catalog\/([^/]+)\/([^/]+)\/([^/]+)(?:\/|$)/;
const CLAIM = /^\/claims\/([^/]+)\/([^/]+)\/([^/]+)\/edit\/?$/;
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
  const claim = CLAIM.exec(pathname);
  if (claim) {
    const [tenant, kind, name] = claim.slice(1).map(decodePart);
    return { kind: 'entity', ref: claimEntityRef({ tenant, kind, name }) };
  }
  const proposal = PROPOSAL.exec(pathname);
  if (proposal) return { kind: 'proposal', number: Number(proposal[1]) };
  const path = findDocPath(pathname);
  return path === undefined ? undefined : { kind: 'doc', path };
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
