import { mockServices } from '@backstage/backend-test-utils';
import { SearchFreshness } from './SearchFreshness';

const event = { present: ['resource:acme/a'], absent: [] };

function setUp() {
  const steps: string[] = [];
  const logger = mockServices.logger.mock();
  const refresher = {
    trigger: jest.fn(async (task: string) => {
      steps.push(task.replace('search_index_', ''));
    }),
    waitUntilVisible: jest.fn(async () => {
      steps.push('visible');
    }),
  };
  const freshness = SearchFreshness.create({
    refresher,
    logger,
    sleep: async milliseconds => {
      steps.push(`${milliseconds} ms`);
    },
  });
  return { freshness, refresher, steps, logger };
}

describe('SearchFreshness', () => {
  it('indexes entities once they are visible, and again for those that changed', async () => {
    const { freshness, refresher, steps } = setUp();
    freshness.onCatalog(event);
    await freshness.settled();
    expect(refresher.waitUntilVisible).toHaveBeenCalledWith(event);
    expect(steps.filter(step => step !== 'techdocs')).toEqual([
      'visible',
      'software_catalog',
      '2000 ms',
      'software_catalog',
    ]);
  });

  it('indexes the docs with the first entities, and not with later ones', async () => {
    const { freshness, steps } = setUp();
    freshness.onCatalog(event);
    await freshness.settled();
    freshness.onCatalog(event);
    await freshness.settled();
    expect(steps.filter(step => step === 'techdocs')).toHaveLength(1);
  });

  it('indexes the docs when there is a new site', async () => {
    const { freshness, steps } = setUp();
    freshness.onDocs();
    await freshness.settled();
    expect(steps).toEqual(['techdocs']);
  });

  it('goes on after a failure', async () => {
    const { freshness, refresher, steps, logger } = setUp();
    refresher.trigger.mockRejectedValueOnce(new Error('no database'));
    freshness.onDocs();
    await freshness.settled();
    freshness.onDocs();
    await freshness.settled();
    expect(steps).toEqual(['techdocs']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
