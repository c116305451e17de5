import { mockServices } from '@backstage/backend-test-utils';
import { ScriptedRuntime, founder } from '../__testUtils__/createConversations';
import { AgentDirectory } from './AgentDirectory';

function create() {
  const working = new ScriptedRuntime();
  const failing = Object.assign(new ScriptedRuntime(), {
    id: 'failing',
    listAgents: async () => {
      throw new Error('no controller');
    },
  });
  const logger = mockServices.logger.mock();
  const directory = AgentDirectory.create({
    runtimes: [failing, working],
    logger,
  });
  return { directory, logger, working };
}

describe('AgentDirectory', () => {
  it('lists the agents of the runtimes that work', async () => {
    const { directory, logger } = create();
    const agents = await directory.listAgents({ credentials: founder });
    expect(agents.map(({ id }) => id)).toEqual(['scripted']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('"failing"'),
    );
  });

  it('finds the runtime of an agent', async () => {
    const { directory, working } = create();
    expect(
      await directory.getRuntime('scripted', { credentials: founder }),
    ).toBe(working);
  });

  it('names the agents that there are when one is unknown', async () => {
    await expect(
      create().directory.getRuntime('oracle', { credentials: founder }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'There is no agent "oracle"; choose one of "scripted".',
    });
  });
});
