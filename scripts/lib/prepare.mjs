import { delimiter, join } from 'node:path';
import { buildFrontend } from './frontend.mjs';
import { withLock } from './lock.mjs';
import { ensureNode } from './node.mjs';
import {
  checkCompiler,
  checkDisk,
  checkPrerequisites,
  findPython,
} from './prerequisites.mjs';
import { Problem, logsDir, projectDir, toolsDir } from './project.mjs';
import { explainDownload, run } from './processes.mjs';
import { hashFiles, unlessStamped } from './stamps.mjs';
import { step } from './steps.mjs';
import { listWorkspaces } from './workspaces.mjs';

/** Where `mkdocs` lives once {@link prepare} has run. */
export const venvDir = join(toolsDir, 'venv');

/**
 * Gets what is missing: Node, packages, the Python environment, and the built frontend. Steps that have nothing to do
 * take no time; two runs at once wait for each other. `frontend` and `docs` can be left out by what needs neither.
 *
 * @returns `{ node, env }`: the Node binary and the environment for everything that runs on it.
 */
export async function prepare({ frontend = true, docs = true } = {}) {
  checkPrerequisites();
  return withLock(
    join(toolsDir, 'prepare.lock'),
    () =>
      console.error('… waiting for another start to finish its preparation'),
    async () => {
      let toolchain;
      await step('Node', async () => {
        toolchain = await ensureNode();
        return toolchain.version;
      });
      const env = toolEnvironment(toolchain);
      await step('Packages', () => installPackages(toolchain, env));
      if (docs) await step('Docs generator', installDocsGenerator);
      if (frontend)
        await step('Frontend', () => buildFrontend(toolchain.node, env));
      return { node: toolchain.node, env };
    },
  );
}

function toolEnvironment({ node, home }) {
  return {
    ...process.env,
    PATH: [join(venvDir, 'bin'), join(node, '..'), process.env.PATH].join(
      delimiter,
    ),
    npm_config_nodedir: home,
    YARN_ENABLE_TELEMETRY: '0',
    NO_UPDATE_NOTIFIER: '1',
  };
}

async function installPackages({ node, version }, env) {
  const manifests = listWorkspaces().map(({ dir }) => `${dir}/package.json`);
  const value = hashFiles(
    projectDir,
    ['package.json', 'yarn.lock', '.yarnrc.yml', ...manifests],
    version,
  );
  const ran = await unlessStamped(
    join(projectDir, 'node_modules/.zerotouch-packages'),
    value,
    async () => {
      checkCompiler();
      checkDisk(projectDir, 3);
      await run(
        node,
        [
          join(projectDir, '.yarn/releases/yarn-4.13.0.cjs'),
          'install',
          '--immutable',
        ],
        {
          cwd: projectDir,
          env,
          logFile: join(logsDir, 'packages.log'),
          explain: (tail, logFile) =>
            explainDownload(tail, logFile) ??
            new Problem(
              /better-sqlite3/.test(tail)
                ? 'The SQLite module could not be compiled.'
                : 'The packages could not be installed.',
              `See the end of ${logFile}, then run the command again.\n${tail
                .split('\n')
                .slice(-6)
                .join('\n')}`,
            ),
        },
      );
      await run(
        node,
        ['--eval', "new (require('better-sqlite3'))(':memory:')"],
        {
          cwd: join(projectDir, 'packages/backend'),
          env,
          logFile: join(logsDir, 'sqlite.log'),
          explain: (tail, logFile) =>
            new Problem(
              'The SQLite module was installed but does not load.',
              `Delete node_modules/better-sqlite3 and run the command again. Log: ${logFile}`,
            ),
        },
      );
    },
  );
  return ran ? undefined : 'up to date';
}

async function installDocsGenerator() {
  const value = hashFiles(projectDir, ['scripts/requirements.txt'], venvDir);
  const ran = await unlessStamped(
    join(venvDir, '.zerotouch-docs'),
    value,
    async () => {
      const python = findPython();
      await run(python, ['-m', 'venv', '--clear', venvDir], {
        logFile: join(logsDir, 'venv.log'),
        explain: (tail, logFile) =>
          new Problem(
            'Python could not make a virtual environment for the docs generator.',
            `Install the venv module (on Debian: apt-get install python3-venv) and run the command again. Log: ${logFile}`,
          ),
      });
      await run(
        join(venvDir, 'bin/python'),
        [
          '-m',
          'pip',
          'install',
          '--disable-pip-version-check',
          '--no-input',
          '-r',
          join(projectDir, 'scripts/requirements.txt'),
        ],
        {
          cwd: projectDir,
          logFile: join(logsDir, 'docs-generator.log'),
          explain: (tail, logFile) =>
            explainDownload(tail, logFile) ??
            new Problem(
              'pip could not install the docs generator.',
              `See the end of ${logFile}, then run the command again.`,
            ),
        },
      );
    },
  );
  return ran ? undefined : 'up to date';
}
