import type { Task } from '@a2a-js/sdk';
import { Role, TaskState } from '@a2a-js/sdk';
import {
  Client,
  ClientFactory,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
} from '@a2a-js/sdk/client';
import { mockCredentials } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { TestKagent } from '../../../__testUtils__/startKagent';

/** Connects the SDK's own client; the address in the card is the configured one, so it is led to the test server. */
export async function connect(
  server: TestKagent,
  user = 'user:default/founder',
): Promise<Client> {
  const fetchImpl: typeof fetch = (input, init) => {
    const path = new URL(String(input)).pathname.replace('/api/kagent', '');
    return server.fetch(path, {
      ...init,
      authorization: mockCredentials.user.header(user),
    });
  };
  const factory = new ClientFactory({
    transports: [new JsonRpcTransportFactory({ fetchImpl })],
    cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
  });
  return factory.createFromUrl(
    `${server.url}/a2a/consultant/`,
    '.well-known/agent-card.json',
  );
}

/** A message of one text part. */
export function question(
  text: string,
  ids: { contextId?: string; taskId?: string } = {},
) {
  return {
    tenant: '',
    message: {
      messageId: randomUUID(),
      contextId: ids.contextId ?? '',
      taskId: ids.taskId ?? '',
      role: Role.ROLE_USER,
      parts: [
        {
          content: { $case: 'text' as const, value: text },
          metadata: undefined,
          filename: '',
          mediaType: 'text/plain',
        },
      ],
      metadata: undefined,
      extensions: [],
      referenceTaskIds: [],
    },
    configuration: undefined,
    metadata: undefined,
  };
}

/** A request for all tasks. */
export const everything = {
  tenant: '',
  contextId: '',
  status: TaskState.TASK_STATE_UNSPECIFIED,
  pageToken: '',
  statusTimestampAfter: undefined,
};

/** The text of a task's artifacts. */
export function textOf(task: Task): string {
  return task.artifacts
    .flatMap(({ parts }) => parts)
    .map(({ content }) => (content?.$case === 'text' ? content.value : ''))
    .join('');
}

/** Sends a message and waits for its task. */
export async function askTask(
  client: Client,
  text: string,
  ids?: Parameters<typeof question>[1],
): Promise<Task> {
  const result = await client.sendMessage(question(text, ids));
  if (!('status' in result)) throw new Error('expected a task');
  return result;
}
