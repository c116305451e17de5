import type {
  Attachment,
  AttachmentRequest,
} from '@zerotouch/plugin-kagent-common';

/**
 * Tells how to attach again what a message carried.
 *
 * @remarks
 * Things of the portal are read anew, so that an edited question comes with their state of today; what cannot be
 * found by its address, and logs and files, go as the text that the agent was given.
 */
export function toAttachmentRequest(attachment: Attachment): AttachmentRequest {
  const { kind, title, text, url = '' } = attachment;
  const asText: AttachmentRequest = {
    kind: kind === 'log' ? 'log' : 'file',
    title,
    text,
  };
  switch (kind) {
    case 'entity': {
      const parts = /^\/catalog\/([^/?#]+)\/([^/?#]+)\/([^/?#]+)/.exec(url);
      if (!parts) return asText;
      const [namespace, entityKind, name] = parts
        .slice(1)
        .map(part => decodeURIComponent(part));
      return { kind, ref: `${entityKind}:${namespace}/${name}` };
    }
    case 'proposal': {
      const number = /^\/approvals\/(\d+)/.exec(url)?.[1];
      return number ? { kind, number: Number(number) } : asText;
    }
    case 'doc':
    case 'log':
    case 'file':
    default:
      return asText;
  }
}
