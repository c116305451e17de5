import {
  RootConfigService,
  LoggerService,
  ServiceRef,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { readForgeConfig } from './config';
import { GitForge } from './GitForge';
import { GitHubForge } from './github';
import { LocalForge, packLooseObjects } from './local';
import { readSeedFiles, seedRepository } from './seed';

/**
 * Makes the factory of `gitForgeServiceRef`: opens the forge that the configuration names, and seeds a local one.
 *
 * @remarks
 * A portal whose repository has content starts also when the checkout cannot be read or offered; the log says so.
 */
export function createGitForgeServiceFactory(
  service: ServiceRef<GitForge, 'root', 'singleton'>,
) {
  return createServiceFactory({
    service,
    deps: {
      config: coreServices.rootConfig,
      logger: coreServices.rootLogger,
    },
    factory: ({ config, logger }) => openForge(config, logger),
  });
}

async function openForge(
  config: RootConfigService,
  logger: LoggerService,
): Promise<GitForge> {
  const settings = readForgeConfig(config);
  if (settings.type === 'github') {
    const { github } = settings;
    logger.info(
      `The platform repository is "${github.owner}/${github.repo}" on GitHub.`,
    );
    return GitHubForge.create({ settings: github });
  }
  const { local } = settings;
  const forge = await LocalForge.create({ directory: local.directory });
  await pack(forge, logger);
  if (!local.seedFrom) return forge;
  try {
    await seed(forge, local.seedFrom, logger);
  } catch (error) {
    if (!(await hasContent(forge))) throw error;
    logger.warn(
      `The platform repository was not compared with the checkout "${local.seedFrom}".`,
      toError(error),
    );
  }
  return forge;
}

async function pack(forge: LocalForge, logger: LoggerService) {
  try {
    const packed = await packLooseObjects({ forge });
    if (packed > 0) {
      logger.info(`${packed} objects of the platform repository were packed.`);
    }
  } catch (error) {
    logger.warn(
      'The platform repository was not packed; it works as before, and the next start tries again.',
      toError(error),
    );
  }
}

async function hasContent(forge: GitForge): Promise<boolean> {
  return forge.getHead().then(
    () => true,
    () => false,
  );
}

async function seed(forge: LocalForge, from: string, logger: LoggerService) {
  const { files, skipped } = await readSeedFiles(from);
  for (const { path, reason } of skipped) {
    logger.warn(`"${path}" was not seeded: ${reason}.`);
  }
  const outcome = await seedRepository({ forge, files });
  switch (outcome.result) {
    case 'seeded':
      logger.info(
        `The platform repository was seeded with ${outcome.files} files from "${from}".`,
      );
      break;
    case 'proposed':
      logger.info(
        `The checkout "${from}" is newer than the platform repository: proposal ${outcome.number} holds the difference.`,
      );
      break;
    case 'contained':
    case 'unchanged':
      break;
    default:
      throw new Error(
        `Unknown outcome ${JSON.stringify(outcome satisfies never)}`,
      );
  }
}
