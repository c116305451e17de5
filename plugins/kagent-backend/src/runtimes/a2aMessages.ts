import type { Artifact, Message, Part, TaskStatus } from '@a2a-js/sdk';
import { Role, TaskState } from '@a2a-js/sdk';
import { DataPart } from './consultant/Answer';

/** Artifact that holds the text of an answer. */
export const TEXT_ARTIFACT = 'answer';
/** Artifact that holds the citations and offered actions of an answer, one data part each. */
export const DATA_ARTIFACT = 'details';

/** A text part of an A2A message or artifact. */
export function toTextPart(text: string): Part {
  return {
    content: { $case: 'text', value: text },
    mediaType: 'text/markdown',
    filename: '',
    metadata: undefined,
  };
}

/** A data part, such as a citation, an offered action, or a decision. */
export function toDataPart(value: DataPart | Record<string, unknown>): Part {
  return {
    content: { $case: 'data', value },
    mediaType: 'application/json',
    filename: '',
    metadata: undefined,
  };
}

/** An artifact of the given parts. */
export function toArtifact(artifactId: string, parts: Part[]): Artifact {
  return {
    artifactId,
    name: artifactId,
    description: '',
    parts,
    metadata: undefined,
    extensions: [],
  };
}

/** A status with an optional sentence for the person. */
export function toStatus(options: {
  state: TaskState;
  now: Date;
  text?: {
    value: string;
    messageId: string;
    taskId: string;
    contextId: string;
  };
}): TaskStatus {
  const { state, now, text } = options;
  return {
    state,
    timestamp: now.toISOString(),
    message: text && {
      ...toMessage({ ...text, text: text.value }),
      role: Role.ROLE_AGENT,
    },
  };
}

/** A message of one text part from the person. */
export function toMessage(options: {
  messageId: string;
  contextId: string;
  taskId?: string;
  text: string;
}): Message {
  return {
    messageId: options.messageId,
    contextId: options.contextId,
    taskId: options.taskId ?? '',
    role: Role.ROLE_USER,
    parts: [toTextPart(options.text)],
    metadata: undefined,
    extensions: [],
    referenceTaskIds: [],
  };
}

/** The text parts of a message, joined; other parts are passed over. */
export function readText(message: Pick<Message, 'parts'>): string {
  return message.parts
    .flatMap(({ content }) => (content?.$case === 'text' ? content.value : []))
    .join('\n')
    .trim();
}
