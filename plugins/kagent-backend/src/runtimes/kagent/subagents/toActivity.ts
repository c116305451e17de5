import { z } from 'zod';
import { isAgentTool, readAdkMetadata, toToolName } from '../adkParts';

const metadataSchema = z.record(z.string(), z.unknown()).nullish();
const partSchema = z.looseObject({
  text: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  metadata: metadataSchema,
});
const messageSchema = z.looseObject({
  messageId: z.string().optional(),
  role: z.string().optional(),
  parts: z.array(partSchema).catch([]),
  metadata: metadataSchema,
});
const tasksSchema = z.array(
  z.looseObject({
    status: z
      .looseObject({
        state: z.string(),
        message: messageSchema.nullish().catch(undefined),
      })
      .nullish(),
    history: z.array(messageSchema).nullish().catch(undefined),
  }),
);

/** One thing that an agent did. */
export interface ActivityStep {
  kind: 'text' | 'tool';
  text: string;
  isError?: boolean;
  /** The session of the agent that the tool is. */
  sessionId?: string;
}

/** What an agent did in one session. */
export interface Activity {
  state: 'running' | 'waiting' | 'done' | 'failed';
  steps: ActivityStep[];
}

/** Longest text of a step, in UTF-16 code units; the whole is in the session of the agent. */
const MAX_STEP_LENGTH = 500;

/**
 * Reads what an agent did from the tasks of its session.
 *
 * @param tasks - Tasks as the controller keeps them, JSON of A2A 0.3.
 * @returns `undefined` when they are of another shape.
 */
export function toActivity(tasks: unknown): Activity | undefined {
  const parsed = tasksSchema.safeParse(tasks);
  if (!parsed.success) return undefined;
  const steps: ActivityStep[] = [];
  const calls = new Map<string, ActivityStep>();
  const told = new Set<string>();
  for (const task of parsed.data) {
    const messages = [...(task.history ?? []), task.status?.message ?? []];
    for (const message of messages.flat()) {
      const { messageId = '', metadata, role } = message;
      const partial = readAdkMetadata(metadata ?? undefined, 'partial');
      if (role === 'user' || partial === true || told.has(messageId)) continue;
      if (messageId) told.add(messageId);
      for (const part of message.parts) addStep(part, steps, calls);
    }
  }
  return { state: toState(parsed.data.at(-1)?.status?.state), steps };
}

function addStep(
  part: z.infer<typeof partSchema>,
  steps: ActivityStep[],
  calls: Map<string, ActivityStep>,
): void {
  const text = part.text?.trim();
  if (text && steps.at(-1)?.text !== shorten(text)) {
    steps.push({ kind: 'text', text: shorten(text) });
  }
  const metadata = part.metadata ?? undefined;
  const { id, name, response } = part.data ?? {};
  if (typeof id !== 'string' || typeof name !== 'string') return;
  const known = calls.get(id);
  switch (readAdkMetadata(metadata, 'type')) {
    case 'function_call': {
      if (known || name.startsWith('adk_request_')) return;
      const sessionId = readAdkMetadata(metadata, 'subagent_session_id');
      const step: ActivityStep = {
        kind: 'tool',
        text: toToolName(name),
        ...(isAgentTool(name) &&
          typeof sessionId === 'string' && { sessionId }),
      };
      calls.set(id, step);
      steps.push(step);
      return;
    }
    case 'function_response': {
      const { isError, error, subagent_session_id } = Object(response);
      if (known && (isError === true || error)) known.isError = true;
      if (known && isAgentTool(name) && typeof subagent_session_id === 'string')
        known.sessionId ??= subagent_session_id;
      return;
    }
    default:
  }
}

function toState(state: string | undefined): Activity['state'] {
  switch (state) {
    case 'completed':
      return 'done';
    case 'failed':
    case 'rejected':
    case 'canceled':
      return 'failed';
    case 'input-required':
    case 'auth-required':
      return 'waiting';
    default:
      return 'running';
  }
}

function shorten(text: string): string {
  return text.length > MAX_STEP_LENGTH
    ? `${text.slice(0, MAX_STEP_LENGTH)} …`
    : text;
}
