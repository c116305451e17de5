import { ServiceUnavailableError } from '@backstage/errors';
import { ResumableRuntime } from '../__testUtils__/ResumableRuntime';
import {
  TestReplicas,
  end,
  ask,
  untilEnded,
} from '../__testUtils__/TestReplicas';
import { founder } from '../__testUtils__/createConversations';

const replicas = TestReplicas.create();

describe('cancel', () => {
  it('says nothing more when the agent says that it stopped', async () => {
    const replica = replicas.start('a', new ResumableRuntime());
    const id = await ask(replica);
    await replica.conversations.cancel(founder, id);
    const last = (await untilEnded(replica, id)).at(-1);
    expect(last).toMatchObject({ finishReason: 'cancelled' });
    expect(last).not.toHaveProperty('note');
    expect(replica.runtime.cancelled).toMatchObject([
      { taskId: 'task-1', userEntityRef: 'user:default/founder' },
    ]);
  });

  it.each([
    ['does not', async () => ({ stopped: false })],
    ['fails', async () => Promise.reject(new Error('not implemented'))],
  ])('says that the agent may go on when it %s', async (_, stops) => {
    const replica = replicas.start('a', new ResumableRuntime());
    replica.runtime.stops = stops;
    const id = await ask(replica);
    await replica.conversations.cancel(founder, id);
    expect((await untilEnded(replica, id)).at(-1)).toMatchObject({
      finishReason: 'cancelled',
      note: expect.stringContaining('it may go on with its work'),
    });
  });

  it('does not wait until an agent that is away is tried again', async () => {
    const replica = replicas.start('a', new ResumableRuntime());
    const id = await ask(replica);
    replica.runtime.emit(new ServiceUnavailableError('It is down.'));
    await replica.runner.idle();
    await replica.conversations.cancel(founder, id);
    await replica.runner.idle();
    expect((await untilEnded(replica, id)).at(-1)).toMatchObject({
      finishReason: 'cancelled',
    });
    expect(replica.runtime.cancelled).toHaveLength(1);
  });

  it('that comes too late asks nobody to stop', async () => {
    const replica = replicas.start('a', new ResumableRuntime());
    const id = await ask(replica);
    await replica.answers.requestCancel({ conversationId: id });
    replica.runtime.emit(end);
    expect((await untilEnded(replica, id)).at(-1)).toMatchObject({
      finishReason: 'stop',
    });
    await replica.runner.idle();
    expect(replica.runtime.cancelled).toEqual([]);
  });

  it('ends an interrupted answer, and asks the agent to stop', async () => {
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
    const id = await ask(first);
    await first.stop();
    await second.conversations.cancel(founder, id);
    expect((await untilEnded(second, id)).at(-1)).toMatchObject({
      finishReason: 'cancelled',
    });
    expect(second.runtime.cancelled).toHaveLength(1);
    expect(second.runtime.resumed).toEqual([]);
  });
});
