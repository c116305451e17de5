import type { ChatState } from '../session';

/** Tells in a few words what happens in a conversation that runs. */
export function nowDoing(state: ChatState): string {
  if (state.isStopping) return 'Stopping';
  if (state.isReconnecting) return 'Connecting again';
  if (state.outgoing !== undefined) return 'Sending';
  const last = state.thread.messages.at(-1);
  if (last?.role !== 'assistant') return 'Waiting for the agent';
  const asked = last.subagents.find(run => run.state === 'running');
  if (asked) return `${asked.agent} works`;
  const call = last.toolCalls.find(({ result }) => !result);
  if (call) return `Using ${call.name}`;
  return last.steps.at(-1) ?? (last.text ? 'Writing' : 'Thinking');
}
