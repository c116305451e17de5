import type { Message, Part } from '@a2a-js/sdk';
import { z } from 'zod';

const recordSchema = z.record(z.string(), z.unknown());

const callSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  args: z.unknown().optional(),
});
/** A tool call as the agent asks for it. */
export type AdkCall = z.infer<typeof callSchema>;

const responseSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  response: recordSchema.nullish(),
});
/** What a tool call came to. */
export type AdkResponse = z.infer<typeof responseSchema>;

const confirmationSchema = z.looseObject({
  originalFunctionCall: callSchema,
  toolConfirmation: z
    .looseObject({
      payload: z
        .looseObject({
          subagent_name: z.string().nullish(),
          context_id: z.string().nullish(),
          hitl_parts: z
            .array(z.looseObject({ originalFunctionCall: callSchema }))
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

const codeSchema = z.looseObject({
  code: z.string(),
  language: z.string().nullish(),
});
const codeResultSchema = z.looseObject({
  outcome: z.string().nullish(),
  output: z.string().nullish(),
});

/** Name of the call by which an agent waits for a person. */
const CONFIRM = 'adk_request_confirmation';
/** Name of the call by which an agent waits for somebody's sign-in to a tool. */
const SIGN_IN = 'adk_request_credential';
/** Tool names of other agents carry this between namespace and name. */
const AGENT_MARK = '__NS__';

/** Whether a tool is another agent. */
export function isAgentTool(name: string): boolean {
  return name.includes(AGENT_MARK);
}

/** The name of a tool for people; `kagent__NS__k8s_agent` is the agent `k8s_agent` of the namespace `kagent`. */
export function toToolName(name: string): string {
  return name.replace(AGENT_MARK, '/');
}

/** A file that an agent sent; the portal tells of it and does not show it. */
export interface AdkFile {
  name: string;
  mediaType: string;
  /** Of a file that came along. */
  bytes?: number;
  /** Of a file that lies elsewhere. */
  address?: string;
}

/** What one part of a message says. */
export type AdkPart =
  | { type: 'text'; text: string }
  | { type: 'call'; call: AdkCall; sessionId?: string }
  | { type: 'response'; response: AdkResponse }
  | { type: 'code'; code: string; language: string }
  | { type: 'code-result'; output: string; isError: boolean }
  | { type: 'file'; file: AdkFile }
  | { type: 'confirmation'; calls: AdkCall[] }
  /** A confirmation whose calls cannot be known. */
  | { type: 'riddle' }
  | { type: 'sign-in' };

/**
 * Reads metadata that the Python agents of kagent call `kagent_KEY` and its Go agents `adk_KEY`.
 *
 * @returns `undefined` when neither is there.
 */
export function readAdkMetadata(
  metadata: Record<string, unknown> | undefined,
  key: string,
): unknown {
  return (
    metadata?.[`adk_${key}`] ??
    metadata?.[`kagent_${key}`] ??
    metadata?.[`kagent_adk_${key}`]
  );
}

/** Reads the parts that the portal shows; others, and those of a shape it does not know, are passed over. */
export function readParts(message: Pick<Message, 'parts'>): AdkPart[] {
  return message.parts.flatMap((part): AdkPart[] => {
    const { content, filename, mediaType } = part;
    const file = { name: filename, mediaType };
    switch (content?.$case) {
      case 'text':
        // What a model thinks aloud is no part of its answer.
        return readAdkMetadata(part.metadata, 'thought') === true
          ? []
          : [{ type: 'text', text: content.value }];
      case 'raw':
        return [
          { type: 'file', file: { ...file, bytes: content.value.length } },
        ];
      case 'url':
        return [{ type: 'file', file: { ...file, address: content.value } }];
      case 'data':
        return readData(part, content.value);
      default:
        return [];
    }
  });
}

/**
 * The calls of a message that wait for a decision, those of sub-agents included.
 *
 * @remarks A confirmation of a sub-agent is decided by the ids of the inner calls.
 */
export function readPending(
  message: Pick<Message, 'parts'> | undefined,
): AdkCall[] {
  return readParts(message ?? { parts: [] }).flatMap(part =>
    part.type === 'confirmation' ? part.calls : [],
  );
}

/**
 * Whether a person can see each call that a message waits with.
 *
 * @remarks Of a confirmation that cannot be read, and of two calls of one id, a decision would let one through that nobody saw.
 */
export function isDecidable(
  message: Pick<Message, 'parts'> | undefined,
): boolean {
  const parts = readParts(message ?? { parts: [] });
  const ids = readPending(message).map(({ id }) => id);
  return (
    new Set(ids).size === ids.length &&
    parts.every(({ type }) => type !== 'riddle')
  );
}

function readData(part: Part, value: unknown): AdkPart[] {
  switch (readAdkMetadata(part.metadata, 'type')) {
    case 'function_response': {
      const response = responseSchema.safeParse(value);
      return response.success
        ? [{ type: 'response', response: response.data }]
        : [];
    }
    case 'executable_code': {
      const code = codeSchema.safeParse(value);
      return code.success
        ? [
            {
              type: 'code',
              code: code.data.code,
              language: code.data.language ?? '',
            },
          ]
        : [];
    }
    case 'code_execution_result': {
      const result = codeResultSchema.safeParse(value);
      const { outcome, output } = result.data ?? {};
      return [
        {
          type: 'code-result',
          output: output ?? '',
          isError: !!outcome && outcome !== 'OUTCOME_OK',
        },
      ];
    }
    case 'function_call':
      return readCall(part, value);
    default:
      return [];
  }
}

function readCall(part: Part, value: unknown): AdkPart[] {
  const call = callSchema.safeParse(value);
  if (!call.success) {
    return Object(value).name === CONFIRM ? [{ type: 'riddle' }] : [];
  }
  if (call.data.name === SIGN_IN) return [{ type: 'sign-in' }];
  if (call.data.name === CONFIRM) return [readConfirmation(call.data.args)];
  const sessionId = readAdkMetadata(part.metadata, 'subagent_session_id');
  return [
    {
      type: 'call',
      call: call.data,
      sessionId: typeof sessionId === 'string' ? sessionId : undefined,
    },
  ];
}

/**
 * The calls that a confirmation is about.
 *
 * @remarks
 * An agent that waits for an agent of its own does not say for which call of that one. kagent passes a decision down as it is, and what
 * it does not name is approved there, even by a rejection: so nobody may decide it.
 */
function readConfirmation(args: unknown): AdkPart {
  const confirmation = confirmationSchema.safeParse(args);
  if (!confirmation.success) return { type: 'riddle' };
  const { originalFunctionCall, toolConfirmation } = confirmation.data;
  const calls = toolConfirmation?.payload?.hitl_parts?.map(
    item => item.originalFunctionCall,
  );
  if (isAgentTool(originalFunctionCall.name)) {
    return calls?.length && !calls.some(({ name }) => isAgentTool(name))
      ? { type: 'confirmation', calls }
      : { type: 'riddle' };
  }
  return {
    type: 'confirmation',
    calls: calls?.length ? calls : [originalFunctionCall],
  };
}
