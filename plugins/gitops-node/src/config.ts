import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isSafeApiUrl } from './github/isSafeApiUrl';
import { GitHubCredentials, GitHubSettings } from './github/GitHubSettings';

/** The `gitops.forge` section of the configuration. */
export type ForgeConfig =
  | {
      type: 'local';
      local: {
        /** The bare repository. */
        directory: string;
        /** The checkout to seed from. */
        seedFrom?: string;
      };
    }
  | { type: 'github'; github: GitHubSettings };

/**
 * Reads the `gitops.forge` section.
 * @throws InputError on an unknown type, and when the credentials of GitHub are missing or ambiguous.
 */
export function readForgeConfig(config: RootConfigService): ForgeConfig {
  const type = config.getOptionalString('gitops.forge.type') ?? 'local';
  switch (type) {
    case 'local':
      return {
        type,
        local: {
          directory: config.getString('gitops.forge.local.directory'),
          seedFrom: config.getOptionalString('gitops.forge.local.seedFrom'),
        },
      };
    case 'github':
      return {
        type,
        github: readGitHub(config.getConfig('gitops.forge.github')),
      };
    default:
      throw new InputError(
        `"gitops.forge.type" is "${type}"; the types are "local" and "github".`,
      );
  }
}

function readGitHub(config: Config): GitHubSettings {
  const apiBaseUrl = config.getOptionalString('apiBaseUrl');
  const webhookSecret = config.getOptionalString('webhookSecret');
  return {
    owner: config.getString('owner'),
    repo: config.getString('repo'),
    credentials: readCredentials(config),
    ...(apiBaseUrl ? { apiBaseUrl: parseBaseUrl(apiBaseUrl) } : {}),
    ...(webhookSecret ? { webhookSecret } : {}),
  };
}

function readCredentials(config: Config): GitHubCredentials {
  const app = config.getOptionalConfig('app');
  const token = config.getOptionalString('token');
  if (Boolean(app) === Boolean(token)) {
    throw new InputError(
      'Give either "gitops.forge.github.app" (preferred) or "gitops.forge.github.token", and not both.',
    );
  }
  if (!app) return { type: 'token', token: token ?? '' };
  const installationId = app.getOptionalNumber('installationId');
  return {
    type: 'app',
    appId: app.getNumber('appId'),
    privateKey: app.getString('privateKey'),
    ...(installationId ? { installationId } : {}),
  };
}

// Credentials go there, so it has to be a place that nobody on the way can read along.
function parseBaseUrl(text: string): string {
  if (isSafeApiUrl(text)) return text;
  throw new InputError(
    `"gitops.forge.github.apiBaseUrl" is "${text}"; give the address of the REST API with "https:", such as "https://github.example.com/api/v3".`,
  );
}
