import { TestDatabases } from '@backstage/backend-test-utils';
import {
  TestClock,
  createDatabase,
  databaseId,
} from '../__testUtils__/createConversations';
import { AgentRequests } from './AgentRequests';

const databases = TestDatabases.create({ ids: [databaseId] });

async function setUp() {
  const knex = await createDatabase(databases);
  const clock = new TestClock();
  const createReplica = () =>
    AgentRequests.create({ knex, now: clock.now, requestsPerMinute: 3 });
  return { knex, clock, createReplica };
}

const refusal = { name: 'TooManyRequestsError', statusCode: 429 };

describe('AgentRequests', () => {
  it('counts over all replicas, each agent for itself', async () => {
    const { createReplica } = await setUp();
    const [one, two] = [createReplica(), createReplica()];
    await one.count('sre');
    await two.count('sre');
    await one.count('sre');
    await expect(two.count('sre')).rejects.toMatchObject(refusal);
    await expect(one.count('sre')).rejects.toMatchObject(refusal);
    await expect(one.count('docs')).resolves.toBeUndefined();
  });

  it('counts what comes at once', async () => {
    const { createReplica } = await setUp();
    const requests = createReplica();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => requests.count('sre')),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      3,
    );
  });

  it('says when to go on, begins anew then, and keeps no old minutes', async () => {
    const { knex, clock, createReplica } = await setUp();
    const requests = createReplica();
    clock.advance(20_000);
    for (let count = 0; count < 3; count += 1) await requests.count('sre');
    await expect(requests.count('sre')).rejects.toMatchObject({
      retryAfterSeconds: 40,
    });
    clock.advance(39_999);
    await expect(requests.count('sre')).rejects.toMatchObject(refusal);
    clock.advance(1);
    await requests.count('sre');
    expect(await knex('agent_requests').select('agent', 'requests')).toEqual([
      { agent: 'sre', requests: 1 },
    ]);
  });
});
