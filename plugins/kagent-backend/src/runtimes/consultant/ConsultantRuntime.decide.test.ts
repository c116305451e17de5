import { RuntimeEvent } from '../AgentRuntime';
import {
  eventOf,
  founder,
  stranger,
  textOf,
} from './__testUtils__/createTestConsultant';
import { propose, useConsultants } from './__testUtils__/useConsultants';

jest.setTimeout(15_000);
const { create, start } = useConsultants();
const last = (events: RuntimeEvent[]) => events.at(-1);

describe('a decision', () => {
  const wrong = { toolCallId: 'other', approved: true };
  it.each<
    [
      string,
      (id: string) => {
        digest?: string;
        decisions: { toolCallId: string; approved: boolean }[];
        credentials?: typeof founder;
      },
    ]
  >([
    [
      'about other arguments',
      id => ({
        digest: 'a'.repeat(64),
        decisions: [{ toolCallId: id, approved: true }],
      }),
    ],
    ['about no call', () => ({ decisions: [] })],
    ['about another call', () => ({ decisions: [wrong] })],
    [
      'about one call too many',
      id => ({ decisions: [{ toolCallId: id, approved: true }, wrong] }),
    ],
    [
      'about one call twice',
      id => ({
        decisions: [
          { toolCallId: id, approved: true },
          { toolCallId: id, approved: false },
        ],
      }),
    ],
    [
      'of somebody else',
      id => ({
        decisions: [{ toolCallId: id, approved: true }],
        credentials: stranger,
      }),
    ],
  ])('%s is refused, and nothing is called', async (_, toDecision) => {
    const { ask, decide, invoked } = await start([propose, { text: 'Done.' }]);
    const request = eventOf(await ask('Add a cache'), 'approval-request');
    const {
      digest = request.digest,
      decisions,
      credentials,
    } = toDecision(request.toolCallIds[0]);
    await expect(
      decide({ ...request, digest }, decisions, credentials),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(invoked).toEqual([]);
    // The right one still counts.
    await decide(request, [
      { toolCallId: request.toolCallIds[0], approved: true },
    ]);
    expect(invoked).toHaveLength(1);
  });

  it('counts once, of many at the same time', async () => {
    const { ask, decide, invoked } = await start([propose, { text: 'Done.' }]);
    const request = eventOf(await ask('Add a cache'), 'approval-request');
    const decision = [{ toolCallId: request.toolCallIds[0], approved: true }];
    const outcomes = await Promise.allSettled([
      decide(request, decision),
      decide(request, decision),
      decide(request, decision),
    ]);
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    expect(invoked).toHaveLength(1);
  });

  it('is carried out by another replica', async () => {
    const first = await start([propose, { text: 'Proposal 7 is open.' }]);
    const second = create({
      modelUrl: first.model.url,
      prefix: 'b',
    });
    const request = eventOf(await first.ask('Add a cache'), 'approval-request');
    const decision = [{ toolCallId: request.toolCallIds[0], approved: true }];
    const events = await second.decide(request, decision);
    expect(second.invoked).toHaveLength(1);
    expect(first.invoked).toEqual([]);
    expect(textOf(events)).toContain('Proposal 7 is open.');
    await expect(first.decide(request, decision)).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('stands when the model cannot go on', async () => {
    const { ask, decide, invoked, model: asked } = await start([propose]);
    const request = eventOf(await ask('Add a cache'), 'approval-request');
    await asked.stop();
    const events = await decide(request, [
      { toolCallId: request.toolCallIds[0], approved: true },
    ]);
    expect(invoked).toHaveLength(1);
    expect(textOf(events)).toContain('What you approved was called');
    expect(last(events)).toEqual({
      type: 'message-end',
      finishReason: 'stop',
    });
  });
});
