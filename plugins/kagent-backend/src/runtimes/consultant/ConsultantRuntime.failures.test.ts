import { ServerResponse } from 'node:http';
import { RuntimeEvent } from '../AgentRuntime';
import { ModelStep } from './__testUtils__/ScriptedModel';
import { eventOf, textOf } from './__testUtils__/createTestConsultant';
import { Settings, useConsultants } from './__testUtils__/useConsultants';

jest.setTimeout(15_000);
const { start } = useConsultants();
const last = (events: RuntimeEvent[]) => events.at(-1);
describe('a model', () => {
  it.each<[string, ModelStep, Settings, string]>([
    [
      'steps',
      { calls: [{ name: 'list-legos', args: {} }] },
      { maxSteps: 3 },
      'the limit of 3 steps',
    ],
    [
      'tokens',
      { calls: [{ name: 'list-legos', args: {} }] },
      { maxTokens: 300 },
      'the limit of 300 tokens',
    ],
  ])(
    'ends at the limit of %s, and says so',
    async (_, step, settings, message) => {
      const { ask, model: asked } = await start([step], settings);
      const events = await ask('Look for ever');
      expect(textOf(events)).toContain(`I stopped here: ${message}`);
      expect(last(events)).toEqual({
        type: 'message-end',
        finishReason: 'stop',
      });
      expect(asked.requests).toHaveLength(3);
    },
  );

  it('ends at the limit of time in the middle of a text', async () => {
    const { ask } = await start(
      [
        {
          respond: res => {
            res.writeHead(200, { 'content-type': 'text/event-stream' });
            const delta = {
              choices: [{ index: 0, delta: { content: 'One two three ' } }],
            };
            res.write(
              `data: ${JSON.stringify({
                id: 'c',
                created: 1,
                model: 'm',
                ...delta,
              })}\n\n`,
            );
          },
        },
      ],
      { timeoutMs: 600 },
    );
    const text = textOf(await ask('Tell'));
    expect(text).toContain('One two');
    expect(text).toContain('the limit of 1 seconds');
  });

  const reply =
    (status: number, type: string, body: string) => (res: ServerResponse) => {
      res.writeHead(status, {
        'content-type': type,
        location: 'http://127.0.0.1:1/login',
      });
      res.end(body);
    };
  it.each<[string, ModelStep, string, Settings?]>([
    [
      'refuses the key',
      {
        respond: reply(
          401,
          'application/json',
          '{"error":{"message":"secret detail"}}',
        ),
      },
      'it refuses the key (status 401)',
    ],
    [
      'is used up',
      {
        respond: reply(
          429,
          'application/json',
          '{"error":{"message":"secret detail"}}',
        ),
      },
      'it is used up or overloaded',
    ],
    [
      'is unknown',
      { respond: reply(404, 'text/html', '<html>secret detail</html>') },
      'it does not know the model',
    ],
    [
      'fails',
      { respond: reply(503, 'text/plain', 'secret detail') },
      'it failed (status 503)',
    ],
    [
      'is a web page',
      { respond: reply(200, 'text/html', '<html>secret detail</html>') },
      'it answered with a web page',
    ],
    [
      'is a sign-in',
      { respond: reply(302, 'text/html', '') },
      'it sends elsewhere',
    ],
    [
      'is not JSON',
      { respond: reply(200, 'text/event-stream', 'data: secret detail\n\n') },
      'its answer cannot be read',
    ],
    [
      'is empty',
      { respond: reply(200, 'text/event-stream', '') },
      'its answer cannot be read',
    ],
    ['says nothing', { text: '' }, 'it gave an empty answer'],
    ['hangs up', { respond: res => res.destroy() }, 'it cannot be reached'],
    [
      'is slow',
      { respond: () => {} },
      'it gave no answer in',
      { timeoutMs: 300 },
    ],
  ])(
    'that %s is told plainly, and the docs are quoted without it',
    async (...[, step, message, settings]) => {
      const { ask, logger } = await start([step], settings);
      const events = await ask('How do I restore a database?');
      const text = textOf(events);
      expect(text).toContain(
        `The model scripted-1 gave no full answer: ${message}`,
      );
      expect(text).toContain('What follows is what I find without it');
      expect(text).toContain('Choose the moment');
      expect(text).not.toContain('secret detail');
      expect(eventOf(events, 'source')).toBeDefined();
      expect(last(events)).toEqual({
        type: 'message-end',
        finishReason: 'stop',
      });
      expect(logger.warn).toHaveBeenCalled();
    },
  );

  it('that is down is told plainly, too', async () => {
    const { ask, model: asked } = await start([]);
    await asked.stop();
    expect(textOf(await ask('How do I restore a database?'))).toContain(
      'it cannot be reached',
    );
  });
});
