import { mockServices } from '@backstage/backend-test-utils';
import { describeKnowledgeIndex } from '../__testUtils__/describeKnowledgeIndex';
import { EmbeddedIndex } from '../index/EmbeddedIndex';
import { KnowledgeIndex } from '../KnowledgeIndex';
import { FallbackIndex } from './FallbackIndex';

const alpha = { path: 'docs/a.md', content: '# Alpha\n\nThe first page.' };
const beta = { path: 'docs/b.md', content: '# Beta\n\nThe second page.' };

function create() {
  const logger = mockServices.logger.mock();
  const service = EmbeddedIndex.create();
  const first = {
    search: jest.fn((options: { query: string; limit: number }) =>
      service.search(options),
    ),
    replaceAll: jest.fn((documents: { path: string; content: string }[]) =>
      service.replaceAll(documents),
    ),
  } satisfies KnowledgeIndex;
  const clock = { now: 0 };
  const index = FallbackIndex.create({
    name: 'The service',
    first,
    second: EmbeddedIndex.create(),
    logger,
    retryMs: 1000,
    now: () => clock.now,
  });
  const find = async (query: string) =>
    (await index.search({ query, limit: 3 })).map(({ path }) => path);
  return { index, first, logger, clock, find };
}

describeKnowledgeIndex('FallbackIndex', async () => create().index);

describe('FallbackIndex', () => {
  it('answers from the first index once it holds the documents', async () => {
    const { index, first, find } = create();
    await index.replaceAll([alpha]);
    await index.settled();
    first.search.mockResolvedValueOnce([]);
    expect(await find('alpha')).toEqual([]);
  });

  it('answers from the second at once, while the first still writes', async () => {
    const { index, first, find } = create();
    let finish = () => {};
    first.replaceAll.mockReturnValueOnce(
      new Promise(resolve => {
        finish = () => resolve({ written: 1, deleted: 0 });
      }),
    );
    await index.replaceAll([alpha]);
    expect(await find('alpha')).toEqual([alpha.path]);
    expect(first.search).not.toHaveBeenCalled();
    finish();
    await index.settled();
    await find('alpha');
    expect(first.search).toHaveBeenCalledTimes(1);
  });

  it('writes the newest documents after those it was writing', async () => {
    const { index, first, find } = create();
    await index.replaceAll([alpha]);
    await index.replaceAll([beta]);
    await index.settled();
    expect(first.replaceAll).toHaveBeenLastCalledWith([beta]);
    expect(await find('beta')).toEqual([beta.path]);
    expect(await find('alpha')).toEqual([]);
  });

  it('answers from the second while the first fails, says so once, and comes back', async () => {
    const { index, first, logger, clock, find } = create();
    await index.replaceAll([alpha]);
    await index.settled();
    first.search.mockRejectedValueOnce(new Error('no route'));
    expect(await find('alpha')).toEqual([alpha.path]);
    expect(await find('alpha')).toEqual([alpha.path]);
    expect(first.search).toHaveBeenCalledTimes(1);
    clock.now = 1000;
    first.search.mockRejectedValueOnce(new Error('no route'));
    await find('alpha');
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('The service cannot be used'),
    );
    clock.now = 2000;
    await find('alpha');
    expect(logger.info).toHaveBeenLastCalledWith(
      'The service can be used again',
    );
  });

  it('gives the first index later what it could not take', async () => {
    const { index, first, clock, find } = create();
    first.replaceAll.mockRejectedValueOnce(new Error('no route'));
    await index.replaceAll([alpha]);
    await index.settled();
    expect(await find('alpha')).toEqual([alpha.path]);
    expect(first.replaceAll).toHaveBeenCalledTimes(1);
    clock.now = 1000;
    await find('alpha');
    await index.settled();
    expect(first.replaceAll).toHaveBeenCalledTimes(2);
    await find('alpha');
    expect(first.search).toHaveBeenCalledTimes(1);
  });

  it('passes a wrong question on', async () => {
    const { index, logger } = create();
    await index.replaceAll([alpha]);
    await index.settled();
    await expect(index.search({ query: 'alpha', limit: 0 })).rejects.toThrow(
      'not "0"',
    );
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
