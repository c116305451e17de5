import { describeAgentRuntime } from '../__testUtils__/describeAgentRuntime';
import { startRuntime } from './__testUtils__/startRuntime';

describe.each(['unsecure', 'trusted-proxy'] as const)('in mode %s', auth => {
  describeAgentRuntime('KagentRuntime over A2A 1.0', () =>
    create('go-agent', auth),
  );
  describeAgentRuntime('KagentRuntime over A2A 0.3', () =>
    create('python-agent', auth),
  );
});

async function create(
  name: 'go-agent' | 'python-agent',
  auth: 'unsecure' | 'trusted-proxy',
) {
  const sent: unknown[] = [];
  const env = await startRuntime({
    auth,
    fetch: (input, init) => {
      const headers = [...new Headers(init?.headers)];
      sent.push([input, headers, init?.body]);
      return fetch(input, init);
    },
  });
  const { goAgent, pythonAgent } = env.kagent;
  const agent = name === 'go-agent' ? goAgent : pythonAgent;
  return {
    runtime: env.runtime,
    agentId: `cluster:kagent/${name}`,
    readSent: () => JSON.stringify(sent),
    readData: () => agent.received,
    stop: () => env.kagent.stop(),
  };
}
