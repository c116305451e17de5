import { Message, Role } from '@a2a-js/sdk';
import { Client, ClientFactory } from '@a2a-js/sdk/client';
import { randomUUID } from 'node:crypto';
import { Arrival, TokenTimes } from './TokenTimes';
import { AGENT_REF } from './startAgent';

/** Connects a plain A2A client to the agent, as a program without the portal would. */
export async function connectDirectly(port: number): Promise<Client> {
  const url = `http://127.0.0.1:${port}/api/a2a/${AGENT_REF}`;
  const card = await (await fetch(`${url}/.well-known/agent-card.json`)).json();
  return new ClientFactory().createFromAgentCard({
    ...card,
    supportedInterfaces: [{ ...card.supportedInterfaces[0], url }],
  });
}

/** Asks for tokens and reads them by the A2A client of the SDK. */
export async function readDirectly(
  client: Client,
  question: string,
): Promise<Arrival[]> {
  const times = new TokenTimes();
  const message: Message = {
    messageId: randomUUID(),
    contextId: randomUUID(),
    taskId: '',
    role: Role.ROLE_USER,
    parts: [
      {
        content: { $case: 'text', value: question },
        metadata: undefined,
        filename: '',
        mediaType: 'text/plain',
      },
    ],
    metadata: undefined,
    extensions: [],
    referenceTaskIds: [],
  };
  const events = client.sendMessageStream({
    tenant: '',
    message,
    configuration: undefined,
    metadata: undefined,
  });
  for await (const { payload } of events) {
    if (payload?.$case !== 'statusUpdate') continue;
    const { metadata, status } = payload.value;
    const content = status?.message?.parts[0]?.content;
    if (metadata?.adk_partial && content?.$case === 'text') {
      times.read(content.value);
    }
  }
  return times.arrivals;
}
