import { RiErrorWarningLine, RiToolsLine } from '@remixicon/react';
import type { Message, ToolCall } from '../../thread';
import { Fold } from './Fold';
import { SubagentCard } from './SubagentCard';
import { ToolCard, stateOf } from './ToolCard';
import styles from './calls.module.css';
import { formatDuration } from './formatDuration';

/**
 * What an agent did for an answer: one call is one line, several fold into one, and agents that it asked have their own.
 */
export function Workings(props: { message: Message }) {
  const { approvals, finishReason, steps, subagents, toolCalls } =
    props.message;
  const isRunning = finishReason === undefined;
  const waiting = approvals
    .filter(approval => !approval.decided)
    .flatMap(approval => approval.toolCallIds);
  const asked = new Set(subagents.map(({ toolCallId }) => toolCallId));
  const calls = toolCalls.filter(({ id }) => !asked.has(id));
  const cards = calls.map(call => (
    <li key={call.id}>
      <ToolCard call={call} state={stateOf(call, { isRunning, waiting })} />
    </li>
  ));
  const isAlone = calls.length === 1 && steps.length === 0;
  return (
    <>
      {isAlone && <ul className={styles.cards}>{cards}</ul>}
      {!isAlone && (calls.length > 0 || (steps.length > 0 && !isRunning)) && (
        <Fold summary={<Summary calls={calls} steps={steps.length} />}>
          {() => (
            <>
              {steps.length > 0 && (
                <ol className={styles.steps} aria-label="Steps">
                  {steps.map((step, index) => (
                    <li key={index}>{step}</li>
                  ))}
                </ol>
              )}
              {calls.length > 0 && <ul className={styles.cards}>{cards}</ul>}
            </>
          )}
        </Fold>
      )}
      {subagents.map(run => (
        <SubagentCard key={run.toolCallId} run={run} isRunning={isRunning} />
      ))}
    </>
  );
}

function Summary(props: { calls: ToolCall[]; steps: number }) {
  const { calls, steps } = props;
  const failed = calls.filter(call => call.result?.isError).length;
  const ms = calls.reduce(
    (sum, call) => sum + (call.result?.durationMs ?? 0),
    0,
  );
  const Icon = failed > 0 ? RiErrorWarningLine : RiToolsLine;
  const used = `Used ${
    calls.length === 1 ? '1 tool' : `${calls.length} tools`
  }`;
  const went = steps === 1 ? '1 step' : `${steps} steps`;
  return (
    <span className={styles.line}>
      <Icon aria-hidden data-state={failed > 0 ? 'failed' : undefined} />
      {[
        calls.length > 0 ? used : went,
        calls.some(call => call.result) && formatDuration(ms),
        failed > 0 && `${failed} failed`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}
