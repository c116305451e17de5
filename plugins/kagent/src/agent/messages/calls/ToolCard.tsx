import {
  RiCheckLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiTimeLine,
} from '@remixicon/react';
import type { ToolCall } from '../../thread';
import { Fold } from './Fold';
import { ValueView } from './ValueView';
import styles from './calls.module.css';
import { errorTextOf } from './errorTextOf';
import { formatDuration } from './formatDuration';
import { gistOf } from './gistOf';
import { isRecord } from './toReadableValue';

/** How far a call is: `waits` for a person, `lost` when its answer ended without a result. */
export type CallState = 'runs' | 'waits' | 'lost' | 'done' | 'failed';

/** Tells how far a call is. */
export function stateOf(
  call: ToolCall,
  options: { isRunning: boolean; waiting: string[] },
): CallState {
  if (call.result) return call.result.isError ? 'failed' : 'done';
  if (options.waiting.includes(call.id)) return 'waits';
  return options.isRunning ? 'runs' : 'lost';
}

const MARKS = {
  runs: { Icon: RiLoader4Line, word: 'runs' },
  waits: { Icon: RiTimeLine, word: 'waits for a decision' },
  lost: { Icon: RiTimeLine, word: 'no result' },
  done: { Icon: RiCheckLine, word: 'done' },
  failed: { Icon: RiCloseCircleLine, word: 'failed' },
};

/** One use of a tool: a folded line, with arguments and result behind it. */
export function ToolCard(props: { call: ToolCall; state: CallState }) {
  const { call, state } = props;
  const { result } = call;
  const { Icon, word } = MARKS[state];
  const gist = gistOf(call.input);
  return (
    <Fold
      summary={
        <span className={styles.line}>
          <Icon
            aria-hidden
            className={state === 'runs' ? styles.spin : undefined}
            data-state={state}
          />
          <code>{call.name}</code>
          {gist && <span className={styles.gist}>{gist}</span>}
          <span className={styles.outcome}>
            {result && `${formatDuration(result.durationMs)} · `}
            {word}
          </span>
        </span>
      }
    >
      {() => (
        <>
          <h4>Arguments</h4>
          <ValueView value={call.input} nothing="No arguments." />
          {result && !result.isError && (
            <>
              <h4>Result</h4>
              <ValueView value={result.output} nothing="It gave nothing." />
            </>
          )}
          {result?.isError && (
            <>
              <h4>What went wrong</h4>
              <p className={styles.error}>
                {errorTextOf(result.output) ?? 'The tool did not say.'}
              </p>
              {hasMore(result.output) && (
                <ValueView value={result.output} nothing="" />
              )}
            </>
          )}
        </>
      )}
    </Fold>
  );
}

/** Whether an error tells more than its words. */
function hasMore(output: unknown): boolean {
  return isRecord(output) && Object.keys(output).length > 1;
}
