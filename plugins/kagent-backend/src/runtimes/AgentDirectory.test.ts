import { mockServices } from '@backstage/backend-test-utils';
import { Agent } from '@zerotouch/plugin-kagent-common';
import { ScriptedRuntime, founder } from '../__testUtils__/createConversations';
import { AgentDirectory } from './AgentDirectory';

function create() {
  const working = new ScriptedRuntime();
  const failing = Object.assign(new ScriptedRuntime(), {
    id: 'failing',
    listAgents: jest.fn(async (): Promise<Agent[]> => {
      throw new Error('no controller');
    }),
  });
  const logger = mockServices.logger.mock();
  const directory = AgentDirectory.create({
    runtimes: [failing, working],
    logger,
    timeoutMs: 50,
  });
  return { directory, failing, logger, working };
}

const remote: Agent = {
  id: 'failing:kagent/sre',
  title: 'sre',
  description: '',
  runtime: 'failing',
  health: 'healthy',
};
const silence = () => new Promise<never>(() => {});

describe('AgentDirectory', () => {
  it('lists the agents of the runtimes that work', async () => {
    const { directory, logger } = create();
    const agents = await directory.listAgents({ credentials: founder });
    expect(agents.map(({ id }) => id)).toEqual(['scripted']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('"failing"'),
    );
  });

  it('waits for a slow runtime no longer than its time, and shows what it had', async () => {
    const { directory, failing } = create();
    failing.listAgents.mockResolvedValueOnce([remote]);
    await directory.listAgents({ credentials: founder });
    failing.listAgents.mockImplementation(silence);
    expect(await directory.listAgents({ credentials: founder })).toEqual([
      {
        ...remote,
        health: 'unreachable',
        note: expect.stringContaining('does not answer'),
      },
      expect.objectContaining({ id: 'scripted', health: 'healthy' }),
    ]);
  });

  it('finds the runtime of an agent', async () => {
    const { directory, working } = create();
    expect(
      await directory.getRuntime('scripted', { credentials: founder }),
    ).toBe(working);
  });

  it('finds it without waiting for a slow one', async () => {
    const { failing, working } = create();
    failing.listAgents.mockImplementation(silence);
    const directory = AgentDirectory.create({
      runtimes: [failing, working],
      logger: mockServices.logger.mock(),
      timeoutMs: 60_000,
    });
    expect(
      await directory.getRuntime('scripted', { credentials: founder }),
    ).toBe(working);
  });

  it('takes a runtime that does not answer at the name of the agent', async () => {
    const { directory, failing } = create();
    expect(
      await directory.getRuntime(remote.id, { credentials: founder }),
    ).toBe(failing);
  });

  it('names the agents that there are when one is unknown', async () => {
    const { directory, failing } = create();
    failing.listAgents.mockResolvedValue([remote]);
    await expect(
      directory.getRuntime('failing:kagent/oracle', { credentials: founder }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message:
        'There is no agent "failing:kagent/oracle"; choose one of "failing:kagent/sre", "scripted".',
    });
  });
});
