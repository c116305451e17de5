import { mockServices } from '@backstage/backend-test-utils';
import { ResumableRuntime } from '../__testUtils__/ResumableRuntime';
import { ScriptedRuntime } from '../__testUtils__/createConversations';
import { cancelTask } from './cancelTask';

const answer = {
  conversationId: 'c',
  messageId: 'm',
  owner: 'user:default/founder',
  agent: 'scripted',
  runtime: 'scripted',
  takeovers: 0,
  cancelRequested: true,
};
const logger = mockServices.logger.mock();

it('waits no longer than it may for an agent that does not answer', async () => {
  const runtime = new ResumableRuntime();
  runtime.stops = () => new Promise(() => undefined);
  expect(
    await cancelTask({
      runtime,
      answer,
      taskId: 't',
      logger,
      timeoutMs: 5,
    }),
  ).toContain('it may go on with its work');
  expect(runtime.cancelled[0].signal.aborted).toBe(true);
});

it('says that it is not known when the agent had not confirmed the message', async () => {
  const runtime = new ResumableRuntime();
  const options = { runtime, answer, taskId: undefined, logger };
  expect(await cancelTask(options)).toContain('is not known');
  expect(runtime.cancelled).toEqual([]);
});

it('has nothing to say of an agent that ends with its stream, or is gone', async () => {
  for (const runtime of [new ScriptedRuntime(), undefined]) {
    const options = { runtime, answer, taskId: 't', logger };
    expect(await cancelTask(options)).toBeUndefined();
  }
});
