import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { SearchRefresher } from './SearchRefresher';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'a' },
};

function setUp() {
  const triggerTask = jest.fn().mockResolvedValue(undefined);
  const getEntitiesByRefs = jest.fn();
  const sleep = jest.fn().mockResolvedValue(undefined);
  const logger = mockServices.logger.mock();
  const refresher = SearchRefresher.create({
    auth: mockServices.auth(),
    catalog: { getEntitiesByRefs },
    scheduler: { triggerTask },
    logger,
    sleep,
  });
  return { refresher, triggerTask, getEntitiesByRefs, sleep, logger };
}

describe('SearchRefresher', () => {
  it('starts a task', async () => {
    const { refresher, triggerTask, sleep } = setUp();
    await refresher.trigger('search_index_techdocs');
    expect(triggerTask.mock.calls).toEqual([['search_index_techdocs']]);
    expect(sleep).not.toHaveBeenCalled();
  });

  it.each([new ConflictError('runs'), new NotFoundError('not there yet')])(
    'starts a task again after %s',
    async error => {
      const { refresher, triggerTask, sleep } = setUp();
      triggerTask.mockRejectedValueOnce(error).mockRejectedValueOnce(error);
      await refresher.trigger('search_index_techdocs');
      expect(triggerTask).toHaveBeenCalledTimes(3);
      expect(sleep).toHaveBeenCalledTimes(2);
    },
  );

  it('gives up after ten seconds and says so', async () => {
    const { refresher, triggerTask, sleep, logger } = setUp();
    triggerTask.mockRejectedValue(new NotFoundError('never there'));
    await refresher.trigger('search_index_techdocs');
    const waited = sleep.mock.calls.reduce((sum, [ms]) => sum + ms, 0);
    expect(waited).toBe(10_000);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('passes any other error on', async () => {
    const { refresher, triggerTask } = setUp();
    triggerTask.mockRejectedValue(new Error('no database'));
    await expect(refresher.trigger('search_index_techdocs')).rejects.toThrow(
      'no database',
    );
  });

  it('waits until new entities are there and old ones are gone', async () => {
    const { refresher, getEntitiesByRefs, sleep } = setUp();
    getEntitiesByRefs
      .mockResolvedValueOnce({ items: [undefined, entity] })
      .mockResolvedValueOnce({ items: [entity, entity] })
      .mockResolvedValueOnce({ items: [entity, undefined] });
    await refresher.waitUntilVisible({
      present: ['resource:acme/new'],
      absent: ['resource:acme/old'],
    });
    expect(sleep).toHaveBeenCalledTimes(2);
    expect(getEntitiesByRefs).toHaveBeenCalledWith(
      expect.objectContaining({
        entityRefs: ['resource:acme/new', 'resource:acme/old'],
      }),
      expect.anything(),
    );
  });

  it('asks nothing when nothing is awaited', async () => {
    const { refresher, getEntitiesByRefs } = setUp();
    await refresher.waitUntilVisible({ present: [], absent: [] });
    expect(getEntitiesByRefs).not.toHaveBeenCalled();
  });
});
