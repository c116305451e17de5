import { Button, Text } from '@backstage/ui';
import type { Agent } from '@zerotouch/plugin-kagent-common';
import styles from './agent.module.css';

/** Questions that show what an agent is good for. */
export const EXAMPLE_QUESTIONS = [
  'How do I add a Dragonfly cache?',
  'How do I restore a database to a second?',
  'What runs on this platform?',
];

/** What a conversation shows before the first question. */
export function EmptyThread(props: {
  agent?: Agent;
  onAsk?(question: string): void;
}) {
  return (
    <div className={styles.empty}>
      <Text as="h2" variant="title-x-small" weight="bold">
        Ask the platform
      </Text>
      <Text as="p" color="secondary">
        {props.agent?.description ||
          'Answers come from the docs of this platform, with the passages they rest on.'}
      </Text>
      <div className={styles.examples}>
        {EXAMPLE_QUESTIONS.map(question => (
          <Button
            key={question}
            variant="secondary"
            isDisabled={!props.onAsk}
            onPress={() => props.onAsk?.(question)}
          >
            {question}
          </Button>
        ))}
      </div>
    </div>
  );
}
