import { useApi } from '@backstage/frontend-plugin-api';
import type { AttachmentRequest } from '@zerotouch/plugin-kagent-common';
import { useCallback, useMemo, useReducer, useRef, useState } from 'react';
import { kagentApiRef } from '../../api';
import { findOtherDoc } from '../../context';
import { toAttachmentRequest } from '../session/toAttachmentRequest';
import type { Message } from '../thread';
import {
  type DraftAttachment,
  changeAttachments,
  titleOf,
} from './attach/draftAttachments';

/** The message that is being written. */
export interface Draft {
  text: string;
  setText(text: string): void;
  attachments: DraftAttachment[];
  /** Attaches something; the portal is asked what the agent will be given. */
  attach(request: AttachmentRequest, title?: string): void;
  /** Shows that something could not be attached, and why. */
  refuse(kind: AttachmentRequest['kind'], title: string, error: unknown): void;
  /** Asks again what the agent will be given. */
  retry(id: string): void;
  remove(id: string): void;
  /** The earlier message that this one stands for. */
  editing?: Message;
  /** Takes an earlier message up again, with what it carried. */
  edit(message: Message): void;
  /** Leaves the earlier message as it was. */
  cancelEdit(): void;
  /** Begins anew. */
  clear(): void;
}

/** Keeps the message that a person writes. */
export function useDraft(): Draft {
  const api = useApi(kagentApiRef);
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<Message>();
  const [attachments, change] = useReducer(changeAttachments, []);
  const count = useRef(0);

  const preview = useCallback(
    async (id: string, request: AttachmentRequest) => {
      let failure: unknown;
      for (const candidate of [request, findOtherDoc(request)]) {
        if (!candidate) continue;
        try {
          const [given] = await api.previewAttachments([candidate]);
          if (given) {
            change({
              type: 'previewed',
              id,
              preview: given,
              request: candidate,
            });
          }
          return;
        } catch (error) {
          failure ??= error;
        }
      }
      change({ type: 'failed', id, error: failure });
    },
    [api],
  );
  const create = useCallback(
    (request: AttachmentRequest, title?: string): DraftAttachment => {
      count.current += 1;
      return {
        id: `attachment-${count.current}`,
        kind: request.kind,
        title: title ?? titleOf(request),
        request,
      };
    },
    [],
  );
  const actions = useMemo(() => {
    const clear = () => {
      setText('');
      setEditing(undefined);
      change({ type: 'replaced', attachments: [] });
    };
    return {
      attach(request: AttachmentRequest, title?: string) {
        const attachment = create(request, title);
        change({ type: 'added', attachment });
        preview(attachment.id, request);
      },
      refuse(kind: AttachmentRequest['kind'], title: string, error: unknown) {
        count.current += 1;
        const id = `attachment-${count.current}`;
        change({ type: 'added', attachment: { id, kind, title, error } });
      },
      remove: (id: string) => change({ type: 'removed', id }),
      edit(message: Message) {
        const again = message.attachments.map(attachment =>
          create(toAttachmentRequest(attachment), attachment.title),
        );
        setText(message.text);
        setEditing(message);
        change({ type: 'replaced', attachments: again });
        for (const { id, request } of again) {
          if (request) preview(id, request);
        }
      },
      cancelEdit: clear,
      clear,
    };
  }, [create, preview]);
  const retry = (id: string) => {
    const request = attachments.find(other => other.id === id)?.request;
    if (!request) return;
    change({ type: 'retried', id });
    preview(id, request);
  };
  return { text, setText, attachments, editing, retry, ...actions };
}
