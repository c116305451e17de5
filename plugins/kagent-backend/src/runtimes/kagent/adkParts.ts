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
          subagent_name: z.string().optional(),
          hitl_parts: z
            .array(z.looseObject({ originalFunctionCall: callSchema }))
            .optional(),
        })
        .nullish(),
    })
    .nullish(),
});

/** Name of the call by which an agent waits for a person. */
const CONFIRM = 'adk_request_confirmation';
/** Name of the call by which an agent waits for somebody's sign-in to a tool. */
const SIGN_IN = 'adk_request_credential';

/** What one part of a message says. */
export type AdkPart =
  | { type: 'text'; text: string }
  | { type: 'call'; call: AdkCall }
  | { type: 'response'; response: AdkResponse }
  | { type: 'confirmation'; calls: AdkCall[] }
  /** A confirmation of a shape that is not known. */
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
    if (part.content?.$case === 'text') {
      return [{ type: 'text', text: part.content.value }];
    }
    return part.content?.$case === 'data'
      ? readData(part, part.content.value)
      : [];
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
  const type = readAdkMetadata(part.metadata, 'type');
  if (type === 'function_response') {
    const response = responseSchema.safeParse(value);
    return response.success
      ? [{ type: 'response', response: response.data }]
      : [];
  }
  if (type !== 'function_call') return [];
  const call = callSchema.safeParse(value);
  if (!call.success) {
    return Object(value).name === CONFIRM ? [{ type: 'riddle' }] : [];
  }
  if (call.data.name === SIGN_IN) return [{ type: 'sign-in' }];
  if (call.data.name !== CONFIRM) return [{ type: 'call', call: call.data }];
  const confirmation = confirmationSchema.safeParse(call.data.args);
  if (!confirmation.success) return [{ type: 'riddle' }];
  const { originalFunctionCall, toolConfirmation } = confirmation.data;
  const inner = toolConfirmation?.payload?.hitl_parts ?? [];
  return [
    {
      type: 'confirmation',
      calls:
        inner.length > 0
          ? inner.map(item => item.originalFunctionCall)
          : [originalFunctionCall],
    },
  ];
}
