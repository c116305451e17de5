import { Button, Select, Text, TextAreaField } from '@backstage/ui';
import { RiSendPlane2Line, RiStopLine } from '@remixicon/react';
import {
  type Agent,
  MAX_MESSAGE_LENGTH,
} from '@zerotouch/plugin-kagent-common';
import type { KeyboardEvent } from 'react';
import styles from './composer.module.css';

/** From here on the number of characters left is shown. */
const COUNT_FROM = MAX_MESSAGE_LENGTH - 1_000;

/** Where a message is written: Enter sends, Shift and Enter makes a new line. */
export function Composer(props: {
  text: string;
  onText(text: string): void;
  isRunning: boolean;
  isStopping: boolean;
  /** Absent while nothing can be sent. */
  onSend?(text: string): void;
  onStop(): void;
  /** Who answers is not known yet. */
  isWaiting?: boolean;
  /** The message goes as soon as it can. */
  isQueued?: boolean;
  agents: Agent[];
  agent?: Agent;
  /** Absent once the conversation belongs to an agent. */
  onAgent?(id: string): void;
}) {
  const { agent, agents, isRunning, isStopping, onAgent, onSend } = props;
  const trimmed = props.text.trim();
  const isTooLong = trimmed.length > MAX_MESSAGE_LENGTH;
  const canSend = Boolean(onSend && trimmed && !isTooLong && !isRunning);
  const send = () => {
    if (canSend) onSend?.(trimmed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (
      event.key !== 'Enter' ||
      event.shiftKey ||
      event.nativeEvent.isComposing
    )
      return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={styles.composer}
      aria-label="Write to the agent"
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <TextAreaField
        aria-label="Message"
        placeholder="Ask about the platform"
        rows={2}
        value={props.text}
        onChange={props.onText}
        onKeyDown={onKeyDown}
        isInvalid={isTooLong}
      />
      <div className={styles.bar}>
        {onAgent && agents.length > 1 ? (
          <Select
            aria-label="Agent that answers"
            size="small"
            options={agents.map(({ id, title }) => ({ id, label: title }))}
            selectedKey={agent?.id}
            onSelectionChange={key => key !== null && onAgent(String(key))}
          />
        ) : (
          <Text
            variant="body-small"
            color="secondary"
            title={agent?.description}
          >
            {describeAgent(agent, props.isWaiting)}
          </Text>
        )}
        <Text
          variant="body-small"
          color={isTooLong ? 'danger' : 'secondary'}
          className={styles.count}
          role="status"
        >
          {props.isQueued && 'Goes out as soon as the agent is there'}
          {trimmed.length >= COUNT_FROM &&
            `${(
              MAX_MESSAGE_LENGTH - trimmed.length
            ).toLocaleString()} characters left`}
        </Text>
        {isRunning ? (
          <Button
            variant="secondary"
            iconStart={<RiStopLine />}
            isPending={isStopping}
            onPress={props.onStop}
          >
            Stop
          </Button>
        ) : (
          <Button
            type="submit"
            variant="primary"
            iconStart={<RiSendPlane2Line />}
            isDisabled={!canSend}
          >
            Send
          </Button>
        )}
      </div>
    </form>
  );
}

function describeAgent(agent: Agent | undefined, isWaiting?: boolean): string {
  if (!agent) return isWaiting ? 'Asking who answers…' : 'No agent answers';
  return agent.health === 'healthy'
    ? `${agent.title} answers`
    : `${agent.title} answers, ${agent.health}`;
}
