import { mockServices } from '@backstage/backend-test-utils';
import { WatchMainOptions } from '@zerotouch/plugin-gitops-node';
import { eventually } from '../__testUtils__/eventually';
import { propose } from '../__testUtils__/newProposal';
import { Gitops, startGitops } from '../__testUtils__/startGitops';
import { followMain } from './followMain';

describe('followMain', () => {
  const after = 'b'.repeat(40);

  function follow() {
    const scheduleAll = jest.fn();
    let watch: WatchMainOptions | undefined;
    const events = mockServices.events.mock();
    const logger = mockServices.logger.mock();
    followMain({
      forge: {
        watchMain: (options: WatchMainOptions) => {
          watch = options;
        },
      } as Parameters<typeof followMain>[0]['forge'],
      events,
      checks: { scheduleAll } as unknown as Parameters<
        typeof followMain
      >[0]['checks'],
      logger,
      signal: new AbortController().signal,
    });
    return { watch: watch as WatchMainOptions, events, logger, scheduleAll };
  }

  it('publishes the move, then checks the open proposals', async () => {
    const { watch, events, scheduleAll } = follow();
    events.publish.mockImplementationOnce(async () => {
      expect(scheduleAll).not.toHaveBeenCalled();
    });
    await watch.onMove({ after, paths: ['a'] });
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'gitops.main',
      eventPayload: { after, paths: ['a'] },
    });
    expect(scheduleAll).toHaveBeenCalledTimes(1);
  });

  it('lets the forge deliver again what could not be published', async () => {
    const { watch, events } = follow();
    events.publish.mockRejectedValueOnce(new Error('closed'));
    await expect(watch.onMove({ after, paths: [] })).rejects.toThrow('closed');
  });

  it('logs what fails on the way', () => {
    const error = new Error('no');
    const { watch, logger } = follow();
    watch.onError?.(error);
    expect(logger.warn).toHaveBeenCalledWith(
      'Following main failed; trying again',
      error,
    );
  });

  describe('in the plugin', () => {
    let gitops: Gitops;
    beforeEach(async () => {
      gitops = await startGitops();
    });
    afterEach(() => gitops.stop());

    it('tells of the head at start and of a merge', async () => {
      const proposal = await propose(gitops, { 'docs/a.md': 'a\n' });
      const { body } = await gitops.post(
        `/proposals/${proposal.number}/merge`,
        proposal,
      );
      await eventually(() => {
        expect(gitops.published.at(-1)).toEqual({
          topic: 'gitops.main',
          eventPayload: {
            before: proposal.baseSha,
            after: body.mergeSha,
            paths: ['docs/a.md'],
          },
        });
      });
      expect(gitops.published[0].eventPayload).toEqual({
        after: proposal.baseSha,
        paths: [],
      });
    });
  });
});
