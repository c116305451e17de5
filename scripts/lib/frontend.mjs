import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { Problem, logsDir, projectDir } from './project.mjs';
import { run } from './processes.mjs';
import { hashFiles, unlessStamped } from './stamps.mjs';
import { workspaceClosure } from './workspaces.mjs';

const compress = promisify(brotliCompress);
const appDir = join(projectDir, 'packages/app');

/** Builds the frontend when its inputs changed, and compresses what it serves as well as it can be compressed. */
export async function buildFrontend(node, env) {
  const inputs = [
    ...workspaceClosure('app'),
    'yarn.lock',
    'package.json',
    'app-config.yaml',
    'scripts/lib/frontend.mjs',
  ];
  const ran = await unlessStamped(
    join(appDir, 'dist/.zerotouch-frontend'),
    hashFiles(projectDir, inputs),
    async () => {
      await run(
        node,
        [
          join(projectDir, 'node_modules/@backstage/cli/bin/backstage-cli'),
          'package',
          'build',
          '--config',
          join(projectDir, 'app-config.yaml'),
        ],
        {
          cwd: appDir,
          // With CI set the bundler turns the warnings of other people's packages into errors.
          env: { ...env, CI: '', PORT: '7007', NODE_ENV: 'production' },
          logFile: join(logsDir, 'frontend.log'),
          explain: (tail, logFile) =>
            new Problem(
              'The frontend could not be built.',
              `See ${logFile}, then run the command again.\n${tail}`,
            ),
        },
      );
      await compressFolder(join(appDir, 'dist/static'));
    },
  );
  return ran ? undefined : 'up to date';
}

/** Puts a Brotli 11 twin beside each script, style and picture of text. */
async function compressFolder(dir) {
  const names = readdirSync(dir, { recursive: true }).filter(name =>
    /\.(js|css|svg|json)$/.test(name),
  );
  await Promise.all(
    names.map(async name => {
      const content = readFileSync(join(dir, name));
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      };
      writeFileSync(
        join(dir, `${name}.br`),
        await compress(content, { params }),
      );
    }),
  );
}
