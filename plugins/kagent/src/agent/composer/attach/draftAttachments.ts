import {
  type Attachment,
  type AttachmentRequest,
  MAX_ATTACHMENTS,
} from '@zerotouch/plugin-kagent-common';

/** Something that is attached to the message being written. */
export interface DraftAttachment {
  /** Unique among the attachments of the page. */
  id: string;
  kind: AttachmentRequest['kind'];
  title: string;
  /** Absent for what could not be attached; `error` says why. */
  request?: AttachmentRequest;
  /** What the agent will be given; absent while the portal reads it. */
  preview?: Attachment;
  error?: unknown;
}

/** What happens to attachments. */
export type AttachmentChange =
  | { type: 'added'; attachment: DraftAttachment }
  /** `request` is set when the thing was found under another name. */
  | {
      type: 'previewed';
      id: string;
      preview: Attachment;
      request?: AttachmentRequest;
    }
  | { type: 'failed'; id: string; error: unknown }
  | { type: 'retried'; id: string }
  | { type: 'removed'; id: string }
  | { type: 'replaced'; attachments: DraftAttachment[] };

/** Applies a change; the same thing is not attached twice, and never more than a message may have. */
export function changeAttachments(
  attachments: DraftAttachment[],
  change: AttachmentChange,
): DraftAttachment[] {
  const patch = (id: string, values: Partial<DraftAttachment>) =>
    attachments.map(other =>
      other.id === id ? { ...other, ...values } : other,
    );
  switch (change.type) {
    case 'added': {
      const { attachment } = change;
      const { request } = attachment;
      if (request && !canAttach(attachments, request)) return attachments;
      return [...attachments, attachment];
    }
    case 'previewed':
      return patch(change.id, {
        preview: change.preview,
        error: undefined,
        ...(change.request && { request: change.request }),
      });
    case 'failed':
      return patch(change.id, { error: change.error, preview: undefined });
    case 'retried':
      return patch(change.id, { error: undefined, preview: undefined });
    case 'removed':
      return attachments.filter(({ id }) => id !== change.id);
    case 'replaced':
      return change.attachments;
    default:
      throw new Error(`Unknown change: ${change satisfies never}`);
  }
}

/** Tells whether there is room, and the thing is not attached yet. */
export function canAttach(
  attachments: DraftAttachment[],
  request: AttachmentRequest,
): boolean {
  const requests = toRequests(attachments);
  return (
    requests.length < MAX_ATTACHMENTS &&
    !requests.some(other => JSON.stringify(other) === JSON.stringify(request))
  );
}

/** What goes out with the message. */
export function toRequests(
  attachments: DraftAttachment[],
): AttachmentRequest[] {
  return attachments.flatMap(({ request }) => request ?? []);
}

/** Names something before the portal has read it. */
export function titleOf(request: AttachmentRequest): string {
  switch (request.kind) {
    case 'entity':
      return request.ref.replace(/^[^/]*\//, '');
    case 'proposal':
      return `Proposal #${request.number}`;
    case 'doc':
      return request.path.replace(/^docs\//, '');
    case 'log':
    case 'file':
      return request.title;
    default:
      throw new Error(`Unknown attachment: ${request satisfies never}`);
  }
}
