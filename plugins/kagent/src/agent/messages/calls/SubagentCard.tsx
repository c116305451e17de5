import {
  RiCheckLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiRobot2Line,
  RiTimeLine,
  RiToolsLine,
} from '@remixicon/react';
import { SafeMarkdown } from '../../../markdown';
import type { SubagentRun } from '../../thread';
import { Fold } from './Fold';
import styles from './calls.module.css';

const STATES = {
  running: { Icon: RiLoader4Line, word: 'works' },
  waiting: { Icon: RiTimeLine, word: 'waits for a decision' },
  done: { Icon: RiCheckLine, word: 'done' },
  failed: { Icon: RiCloseCircleLine, word: 'failed' },
};

/** What an agent does that another one asked: live while it works, one line afterwards. */
export function SubagentCard(props: { run: SubagentRun; isRunning: boolean }) {
  const { agent, steps } = props.run;
  // An answer that ended takes the agents that it asked along.
  const state =
    props.run.state === 'running' && !props.isRunning
      ? 'failed'
      : props.run.state;
  const { Icon, word } = STATES[state];
  return (
    <Fold
      isOpen={state === 'running' || state === 'waiting'}
      summary={
        <span className={styles.line}>
          <RiRobot2Line aria-hidden />
          <strong>{agent}</strong>
          <span className={styles.gist}>
            {steps.length === 1 ? '1 step' : `${steps.length} steps`}
          </span>
          <span className={styles.outcome}>
            <Icon
              aria-hidden
              className={state === 'running' ? styles.spin : undefined}
              data-state={state}
            />{' '}
            {word}
          </span>
        </span>
      }
    >
      {() => (
        <ol className={styles.steps} aria-label={`Steps of ${agent}`}>
          {steps.map((step, index) => (
            <li key={index}>
              {step.kind === 'tool' ? (
                <>
                  <RiToolsLine aria-hidden size="1em" />{' '}
                  <code>{step.text}</code>
                  {step.isError && ' failed'}
                </>
              ) : (
                <SafeMarkdown>{step.text}</SafeMarkdown>
              )}
            </li>
          ))}
          {steps.length === 0 && <li>It has not said anything yet.</li>}
        </ol>
      )}
    </Fold>
  );
}
