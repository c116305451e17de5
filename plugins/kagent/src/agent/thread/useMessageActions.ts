import type { Source } from '@zerotouch/plugin-kagent-common';
import { useMemo, useRef } from 'react';
import type { ThreadViewProps } from '../ThreadView';
import type { MessageActions } from '../messages';
import type { Message } from './Thread';

/** Screens that are narrower have no room for passages beside the thread. */
const WIDE = '(min-width: 1024px)';

/**
 * Gives what a person may do with messages now; the same object until that changes, so that messages are not drawn
 * again for functions that are made anew.
 *
 * @param openHere - Opens a passage where there is no room beside the thread.
 */
export function useMessageActions(
  props: ThreadViewProps,
  openHere: (source: Source) => void,
): MessageActions {
  const latest = useRef(props);
  latest.current = props;
  const { compact, state } = props;
  const isReadOnly =
    props.isReadOnly ?? state.conversation?.access === 'reader';
  const isIdle = state.status === 'idle';
  const canEdit = !isReadOnly && isIdle && props.onEdit !== undefined;
  const canDecide = !isReadOnly && isIdle;
  const canRate = !isReadOnly && props.onFeedback !== undefined;
  const canRetry = !isReadOnly && isIdle && lastQuestionOf(props) !== undefined;
  return useMemo(
    (): MessageActions => ({
      isReadOnly,
      onOpenSource(message, source) {
        const { onOpenSource } = latest.current;
        const isWide = !compact && window.matchMedia?.(WIDE).matches;
        if (onOpenSource && isWide) onOpenSource(message, source);
        else openHere(source);
      },
      onDecide: canDecide
        ? (id, request) => latest.current.onDecide(id, request)
        : undefined,
      onEdit: canEdit
        ? (message, text) => latest.current.onEdit?.(message, text)
        : undefined,
      onFeedback: canRate
        ? (id, request) => latest.current.onFeedback?.(id, request)
        : undefined,
      onRetry: canRetry
        ? () => {
            const question = lastQuestionOf(latest.current);
            if (!question) return;
            const { onAsk, onEdit } = latest.current;
            if (onEdit) onEdit(question, question.text);
            else onAsk(question.text);
          }
        : undefined,
    }),
    [canDecide, canEdit, canRate, canRetry, compact, isReadOnly, openHere],
  );
}

function lastQuestionOf(props: ThreadViewProps): Message | undefined {
  return props.state.thread.messages.findLast(({ role }) => role === 'user');
}
