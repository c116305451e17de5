import { RiErrorWarningLine, RiToolsLine } from '@remixicon/react';
import type { Message, ToolCall } from '../thread';
import styles from './messages.module.css';

function formatDuration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function render(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function ToolCallView(props: { call: ToolCall }) {
  const { call } = props;
  const { result } = call;
  return (
    <li>
      <code>{call.name}</code>{' '}
      {result
        ? `${result.isError ? 'failed' : 'answered'} in ${formatDuration(
            result.durationMs,
          )}`
        : 'runs'}
      <details>
        <summary>Input and output</summary>
        <pre>{render(call.input)}</pre>
        {result && <pre>{render(result.output)}</pre>}
      </details>
    </li>
  );
}

/** What an agent did for an answer, folded into one line. */
export function Workings(props: { message: Message }) {
  const { toolCalls, steps } = props.message;
  if (toolCalls.length === 0 && steps.length === 0) return null;
  const failed = toolCalls.filter(call => call.result?.isError).length;
  const ms = toolCalls.reduce(
    (sum, call) => sum + (call.result?.durationMs ?? 0),
    0,
  );
  const parts = [
    steps.length > 0 &&
      (steps.length === 1 ? '1 step' : `${steps.length} steps`),
    toolCalls.length > 0 &&
      (toolCalls.length === 1
        ? '1 tool call'
        : `${toolCalls.length} tool calls`),
    toolCalls.some(call => call.result) && formatDuration(ms),
    failed > 0 && `${failed} failed`,
  ].filter(Boolean);
  const Icon = failed > 0 ? RiErrorWarningLine : RiToolsLine;
  return (
    <details className={styles.workings}>
      <summary>
        <Icon aria-hidden size="1em" /> {parts.join(' · ')}
      </summary>
      {steps.length > 0 && (
        <ol>
          {steps.map((step, index) => (
            <li key={index}>{step}</li>
          ))}
        </ol>
      )}
      {toolCalls.length > 0 && (
        <ul>
          {toolCalls.map(call => (
            <ToolCallView key={call.id} call={call} />
          ))}
        </ul>
      )}
    </details>
  );
}
