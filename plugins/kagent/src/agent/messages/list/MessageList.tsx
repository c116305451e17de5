import type { Agent, Feedback } from '@zerotouch/plugin-kagent-common';
import { useMemo } from 'react';
import type { Message } from '../../thread';
import { type MessageActions, MessageView } from '../MessageView';
import { VirtualRows } from './VirtualRows';
import styles from './list.module.css';

/** Up to so many messages all are on the page, so that the browser finds words in them. */
export const PLAIN_UP_TO = 60;

/** The messages of a conversation; of a long one only those near the sight are on the page. */
export function MessageList(props: {
  messages: Message[];
  agents: Agent[];
  actions: MessageActions;
  feedback?: Record<string, Feedback>;
  /** Where they are scrolled; absent before the first layout. */
  scroller?: Element;
}) {
  const { actions, agents, feedback, messages, scroller } = props;
  const titles = useMemo(
    () => new Map(agents.map(({ id, title }) => [id, title])),
    [agents],
  );
  const isLong = messages.length > PLAIN_UP_TO;
  const count = messages.length;
  const draw = (message: Message, index: number) => (
    <MessageView
      key={message.id}
      message={message}
      agentTitle={titles.get(message.agent) ?? message.agent}
      actions={actions}
      isLast={index === count - 1}
      feedback={feedback?.[message.id]}
      posInSet={isLong ? index + 1 : undefined}
      setSize={isLong ? count : undefined}
    />
  );
  if (!isLong) return <div className={styles.plain}>{messages.map(draw)}</div>;
  return scroller ? (
    <VirtualRows messages={messages} scroller={scroller}>
      {draw}
    </VirtualRows>
  ) : null;
}
