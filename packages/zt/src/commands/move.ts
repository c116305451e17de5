import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isError } from '@backstage/errors';
import {
  GitHubCredentials,
  GitHubForge,
  GitHubSettings,
  LocalForge,
  MovePlan,
  isSafeApiUrl,
  moveToGitHub,
  planMove,
} from '@zerotouch/plugin-gitops-node';
import { UsageError } from '../UsageError';
import { Command, exitCodes } from './Command';

/** `zt move`: from a repository on this machine to GitHub. */
export const moveCommand: Command = {
  name: 'move',
  usage: '--data DIR --to OWNER/REPO',
  summary:
    'Moves the platform repository of a stopped portal to GitHub, with its history and open proposals; --plan only says what would be done. Signs in with ZT_GITHUB_APP_ID and ZT_GITHUB_PRIVATE_KEY_FILE, or with ZT_GITHUB_TOKEN.',
  options: {
    data: {
      type: 'string',
      placeholder: 'DIR',
      help: 'the repository, such as .data/platform.git',
    },
    to: {
      type: 'string',
      placeholder: 'OWNER/REPO',
      help: 'an empty repository on GitHub',
    },
    'api-url': {
      type: 'string',
      placeholder: 'URL',
      help: 'REST API of a GitHub Enterprise Server',
    },
    by: {
      type: 'string',
      placeholder: 'REF',
      help: 'who closes proposals here once they are there; user:default/founder when absent',
    },
    plan: { type: 'boolean', help: 'write nothing' },
  },
  async run(call, { cwd, env = {}, out, err }) {
    const directory = resolve(cwd, call.value('data') ?? '');
    if (!call.value('data') || !isRepository(directory)) {
      throw new UsageError(
        'Name the repository of the portal with --data, such as .data/platform.git.',
      );
    }
    requireStopped(directory);
    const [owner, repo, ...rest] = (call.value('to') ?? '').split('/');
    if (!owner || !repo || rest.length > 0) {
      throw new UsageError('Name the repository on GitHub as --to OWNER/REPO.');
    }
    const apiBaseUrl = call.value('api-url');
    if (apiBaseUrl && !isSafeApiUrl(apiBaseUrl)) {
      throw new UsageError(
        `"${apiBaseUrl}" would get the credentials of GitHub where others can read along; give an address with https, such as https://github.example.com/api/v3.`,
      );
    }
    const settings: GitHubSettings = {
      owner,
      repo,
      ...(apiBaseUrl ? { apiBaseUrl } : {}),
      credentials: readCredentials(env, cwd),
    };
    const isPlan = call.flag('plan');
    try {
      const options = {
        from: await LocalForge.create({ directory }),
        to: GitHubForge.create({ settings }),
        by: {
          ref: call.value('by') ?? 'user:default/founder',
          kind: 'human' as const,
        },
      };
      const plan = isPlan
        ? await planMove(options)
        : await moveToGitHub(options);
      out(call.json ? JSON.stringify(plan, null, 2) : render(plan, isPlan));
      return exitCodes.ok;
    } catch (error) {
      if (!isError(error)) throw error;
      err(`${error.message} Running it again goes on where it ended.`);
      return error.name === 'ConflictError'
        ? exitCodes.found
        : exitCodes.failed;
    }
  },
};

// A running portal notes its process beside the repository; one that ended without tidying up has no process any more.
function requireStopped(directory: string): void {
  const file = join(dirname(directory), 'portal.lock');
  if (!statSync(file, { throwIfNoEntry: false })) return;
  const pid = Number(/"pid":(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (isError(error)) return;
    throw error;
  }
  throw new UsageError(
    `A portal works with this repository (process ${pid}). Stop it first, so that nothing is written while it moves.`,
  );
}

function isRepository(directory: string): boolean {
  return Boolean(
    statSync(join(directory, 'HEAD'), { throwIfNoEntry: false })?.isFile(),
  );
}

function readCredentials(
  env: Record<string, string | undefined>,
  cwd: string,
): GitHubCredentials {
  const { ZT_GITHUB_TOKEN, ZT_GITHUB_APP_ID, ZT_GITHUB_PRIVATE_KEY_FILE } = env;
  if (ZT_GITHUB_APP_ID && ZT_GITHUB_PRIVATE_KEY_FILE) {
    return {
      type: 'app',
      appId: Number(ZT_GITHUB_APP_ID),
      privateKey: readFileSync(
        resolve(cwd, ZT_GITHUB_PRIVATE_KEY_FILE),
        'utf8',
      ),
    };
  }
  if (ZT_GITHUB_TOKEN) return { type: 'token', token: ZT_GITHUB_TOKEN };
  throw new UsageError(
    'Set ZT_GITHUB_APP_ID and ZT_GITHUB_PRIVATE_KEY_FILE, or ZT_GITHUB_TOKEN.',
  );
}

function render(plan: MovePlan, isPlan: boolean): string {
  const will = isPlan ? 'would be' : 'was';
  return [
    plan.main === 'push'
      ? `Main ${will} pushed up to ${plan.mainSha}.`
      : `Main is on GitHub already, at ${plan.mainSha}.`,
    ...plan.proposals.map(({ number, title, action, reason, movedTo }) =>
      action === 'carry'
        ? `Proposal ${number} ${will} carried${
            movedTo === undefined ? '' : ` and is ${movedTo} now`
          }: ${title}`
        : `Proposal ${number} stays: ${title}. ${reason}`,
    ),
  ].join('\n');
}
