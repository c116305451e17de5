import type { Source } from '@zerotouch/plugin-kagent-common';
import { useCallback, useRef } from 'react';
import type { Message } from '../thread';

/** Gives a function that opens a passage of a message and stays the same while the message grows. */
export function useOpenSource(
  message: Message,
  onOpenSource: (message: Message, source: Source) => void,
): (source: Source) => void {
  const latest = useRef(message);
  latest.current = message;
  return useCallback(
    (source: Source) => onOpenSource(latest.current, source),
    [onOpenSource],
  );
}
