import { KagentClient } from '@zerotouch/plugin-kagent-common';
import { Arrival, TokenTimes } from './TokenTimes';
import { AGENT_REF } from './startAgent';

/** Signs in at a portal of the embedded default and returns the client that its pages use. */
export async function connectToPortal(url: string): Promise<KagentClient> {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = await response.json();
  return new KagentClient({
    discoveryApi: { getBaseUrl: async plugin => `${url}/api/${plugin}` },
    fetchApi: {
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${backstageIdentity.token}`);
        return fetch(input, { ...init, headers });
      },
    },
  });
}

/** Begins conversations with the agent; returns their ids. */
export async function startConversations(
  client: KagentClient,
  count: number,
): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const { id } = await client.createConversation({
      agent: `bench:${AGENT_REF}`,
    });
    ids.push(id);
  }
  return ids;
}

/**
 * Asks for tokens in a conversation.
 *
 * @returns The tokens, and whether the stream had a proper end; why not is written to the error output.
 */
export async function readThroughPortal(
  client: KagentClient,
  id: string,
  question: string,
): Promise<{ arrivals: Arrival[]; ended: boolean }> {
  const times = new TokenTimes();
  let ended = false;
  try {
    const events = client.sendMessage(id, { text: question });
    for await (const event of events) {
      if (event.type === 'text-delta') times.read(event.delta);
      if (event.type === 'message-end') ended = event.finishReason === 'stop';
      if (event.type === 'error') process.stderr.write(`${event.message}\n`);
    }
  } catch (error) {
    process.stderr.write(`A stream was cut: ${error}\n`);
  }
  return { arrivals: times.arrivals, ended };
}
