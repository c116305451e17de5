import { mockCredentials } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { TestKagent, startKagent } from '../../../__testUtils__/startKagent';

let kagent: TestKagent;
beforeAll(async () => {
  kagent = await startKagent({
    config: { kagent: { limits: { messagesPerMinute: 2 } } },
  });
});
afterAll(() => kagent.stop());

it('has the limits of the chat of the portal', async () => {
  const ask = () =>
    kagent.fetch('/a2a/consultant', {
      method: 'POST',
      authorization: mockCredentials.user.header('user:default/carol'),
      headers: { 'content-type': 'application/json', 'A2A-Version': '1.0' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'SendMessage',
        params: {
          message: {
            messageId: randomUUID(),
            role: 'ROLE_USER',
            parts: [{ text: 'hello' }],
          },
        },
      }),
    });
  for (const _ of ['one', 'two']) {
    const answer = await (await ask()).json();
    expect(answer.result.task.status.state).toBe('TASK_STATE_COMPLETED');
  }
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
