import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  ServiceFactoryTester,
  mockServices,
} from '@backstage/backend-test-utils';
import { mkdir, mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { gitForgeServiceRef } from './gitForgeServiceRef';
import { createGitForgeServiceFactory } from './gitForgeServiceFactory';

jest.setTimeout(30_000);

describe('createGitForgeServiceFactory', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'zt-factory-'));
    await mkdir(join(root, 'checkout/docs'), { recursive: true });
    await writeFile(join(root, 'checkout/docs/index.md'), '# Docs\n');
  });
  afterEach(() => rm(root, { recursive: true }));

  const open = async (forge: object) => {
    const logger = mockServices.rootLogger.mock();
    const tester = ServiceFactoryTester.from(
      createGitForgeServiceFactory(gitForgeServiceRef),
      {
        dependencies: [
          mockServices.rootConfig.factory({ data: { gitops: { forge } } }),
          createServiceFactory({
            service: coreServices.rootLogger,
            deps: {},
            factory: () => logger,
          }),
        ],
      },
    );
    return { forge: await tester.getSubject(), logger };
  };
  const local = (seedFrom?: string) => ({
    local: {
      directory: join(root, 'data/platform.git'),
      ...(seedFrom ? { seedFrom } : {}),
    },
  });

  it('opens the repository, seeds it once, and says so in one line', async () => {
    const config = local(join(root, 'checkout'));
    const first = await open(config);
    expect((await first.forge.listFiles()).map(file => file.path)).toEqual([
      'docs/index.md',
    ]);
    expect(first.logger.info).toHaveBeenCalledTimes(1);
    expect(first.logger.info).toHaveBeenCalledWith(
      expect.stringContaining('seeded with 1 files'),
    );
    const second = await open(config);
    expect(second.logger.info).not.toHaveBeenCalled();
    await writeFile(join(root, 'checkout/docs/index.md'), '# New\n');
    const third = await open(config);
    expect(third.logger.info).toHaveBeenCalledTimes(1);
    expect(third.logger.info).toHaveBeenCalledWith(
      expect.stringContaining('proposal 1 holds the difference'),
    );
  });

  it('starts without a checkout when the repository has content', async () => {
    await open(local(join(root, 'checkout')));
    const { forge, logger } = await open(local(join(root, 'gone')));
    expect(await forge.listFiles()).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('does not start when the first checkout cannot be read', async () => {
    await expect(open(local(join(root, 'gone')))).rejects.toThrow('seedFrom');
  });

  it('says what is missing or wrong in the configuration', async () => {
    await expect(open({})).rejects.toThrow('gitops.forge.local.directory');
    await expect(open({ ...local(), type: 'svn' })).rejects.toThrow('"svn"');
  });
});
