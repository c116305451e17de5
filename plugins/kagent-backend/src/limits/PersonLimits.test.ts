import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  TestClock,
  createDatabase,
  databaseId,
} from '../__testUtils__/createConversations';
import { Limits, PersonLimits } from './PersonLimits';
import { PersonSlots } from './PersonSlots';

const databases = TestDatabases.create({ ids: [databaseId] });
const ada = 'user:default/ada';
const bob = 'user:default/bob';

let knex: Knex;
let clock: TestClock;
beforeEach(async () => {
  knex = await createDatabase(databases);
  clock = new TestClock();
});
afterEach(() => jest.useRealTimers());

/** One replica over the database that all of a test share. */
function createReplica(prefix: string, limits: Partial<Limits> = {}) {
  let count = 0;
  const slots = PersonSlots.create({
    knex,
    now: clock.now,
    generateId: () => {
      count += 1;
      return `${prefix}-${count}`;
    },
  });
  return PersonLimits.create({
    limits: {
      messagesPerMinute: 3,
      runningAnswers: 3,
      openStreams: 2,
      ...limits,
    },
    slots,
    logger: mockServices.logger.mock(),
  });
}

describe('messages', () => {
  it('are counted by the minute, and the refusal says when to come again', async () => {
    const limits = createReplica('a');
    await limits.countMessage(ada);
    clock.advance(20_500);
    await limits.countMessage(ada);
    await limits.countMessage(ada);
    await expect(limits.countMessage(ada)).rejects.toMatchObject({
      name: 'TooManyMessagesError',
      statusCode: 429,
      retryAfterSeconds: 40,
      message: expect.stringContaining('3 messages within a minute'),
    });
    clock.advance(39_500);
    await limits.countMessage(ada);
    await expect(limits.countMessage(ada)).rejects.toMatchObject({
      retryAfterSeconds: 21,
    });
  });

  it('are counted for each person', async () => {
    const limits = createReplica('a', { messagesPerMinute: 1 });
    await limits.countMessage(ada);
    await limits.countMessage(bob);
    await expect(limits.countMessage(bob)).rejects.toMatchObject({
      statusCode: 429,
    });
  });

  it('are counted over all replicas, also when they come at once', async () => {
    const replicas = ['a', 'b'].map(name =>
      createReplica(name, { messagesPerMinute: 10 }),
    );
    const count = async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 30 }, (_, index) =>
          replicas[index % 2].countMessage(ada),
        ),
      );
      return results.filter(({ status }) => status === 'fulfilled').length;
    };
    expect(await count()).toBe(10);
    clock.advance(60_000);
    // The same places are taken over now.
    expect(await count()).toBe(10);
  });

  it('follow a limit that was lowered and one that was raised', async () => {
    for (let i = 0; i < 3; i++) await createReplica(`a${i}`).countMessage(ada);
    await expect(
      createReplica('b', { messagesPerMinute: 2 }).countMessage(ada),
    ).rejects.toMatchObject({ statusCode: 429 });
    await createReplica('c', { messagesPerMinute: 4 }).countMessage(ada);
  });
});

describe('streams', () => {
  it('are counted while they are open', async () => {
    const [one, two] = [createReplica('a'), createReplica('b')];
    const close = await one.openStream(ada);
    const closeOther = await two.openStream(ada);
    await expect(one.openStream(ada)).rejects.toMatchObject({
      name: 'TooManyStreamsError',
      statusCode: 429,
      retryAfterSeconds: 5,
    });
    const closeBobs = await one.openStream(bob);
    await close();
    const closeThird = await two.openStream(ada);
    await Promise.all([closeOther(), closeBobs(), closeThird()]);
    expect(await knex('person_slots')).toEqual([]);
  });

  it('count no longer when their process died', async () => {
    const limits = createReplica('a', { openStreams: 1 });
    const close = await limits.openStream(ada);
    clock.advance(60_000);
    const closeNext = await createReplica('b', { openStreams: 1 }).openStream(
      ada,
    );
    // What died closes nothing of others.
    await close();
    await expect(limits.openStream(ada)).rejects.toMatchObject({
      statusCode: 429,
    });
    await closeNext();
  });

  it('count as long as they live', async () => {
    const limits = createReplica('a', { openStreams: 1 });
    const renew = jest.spyOn(PersonSlots.prototype, 'renew');
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const close = await limits.openStream(ada);
    clock.advance(40_000);
    jest.advanceTimersByTime(20_000);
    expect(await renew.mock.results[0].value).toBe(true);
    clock.advance(40_000);
    await expect(limits.openStream(ada)).rejects.toMatchObject({
      statusCode: 429,
    });
    await close();
    renew.mockRestore();
  });
});
