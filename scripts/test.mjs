// `npm test`: the preparation of `npm start`, then every check and test; the last line counts them.
import { createServer } from 'node:net';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasGo } from './alerts/ensurePromtool.mjs';
import { ensureRedis, whereFrom as redisFrom } from './cache/redisServer.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { startFakeAgents } from './lib/fakeAgents.mjs';
import { startPortal } from './lib/portal.mjs';
import { platformChecks } from './lib/platformChecks.mjs';
import { prepare, venvDir } from './lib/prepare.mjs';
import { logsDir, projectDir } from './lib/project.mjs';
import { end, endChildrenOnSignals, readTail, run } from './lib/processes.mjs';
import { main, step } from './lib/steps.mjs';
import { installAgent } from './kagent/installAgent.mjs';
import { ensureNatsServer, whereFrom as natsFrom } from './nats/natsServer.mjs';
import { ensurePostgres, whereFrom } from './restore/tools.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };

await main(async () => {
  endChildrenOnSignals();
  mkdirSync(logsDir, { recursive: true });
  const { node, env } = await prepare();
  const chromium = await step('Chromium', ensureChromium);
  const cli = join(projectDir, 'node_modules/@backstage/cli/bin/backstage-cli');
  const bin = name => join(projectDir, 'node_modules/.bin', name);
  const testEnv = {
    ...env,
    CI: '1',
    TZ: 'UTC',
    CHROMIUM_PATH: chromium,
    FORCE_COLOR: '0',
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };

  await check('Format', node, [bin('prettier'), '--check', '.'], testEnv);
  await check(
    'Lint',
    node,
    [cli, 'repo', 'lint', '--max-warnings', '0'],
    testEnv,
  );
  await check('Types', node, [bin('tsc'), '--incremental', 'false'], testEnv);
  await checkDocs(testEnv);
  await check(
    'Scripts',
    node,
    ['--test', 'scripts/lib/lib.test.mjs', 'scripts/start.test.mjs'],
    testEnv,
  );
  await checkPlatform(node, testEnv);
  await suite(
    'Unit and integration tests',
    node,
    [cli, 'repo', 'test', '--coverage=false'],
    testEnv,
  );
  await agentsTest(node, testEnv);
  await alertsTest(node, testEnv);
  await postgresTests(node, testEnv);
  await streamsTest(node, testEnv);
  await cacheTest(node, testEnv);
  await browserTests(node, testEnv, bin('playwright'));

  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  if (total.failed > 0) process.exitCode = 1;
});

/** Runs one check that counts as one test; shows the end of its output when it fails. */
async function check(name, command, args, env) {
  const logFile = join(logsDir, `test-${fileName(name)}.log`);
  try {
    await step(name, () =>
      run(command, args, {
        cwd: projectDir,
        env,
        logFile,
        explain: () => new Error(name),
      }),
    );
    total.passed += 1;
  } catch (error) {
    total.failed += 1;
    console.error(`${readTail(logFile, 60)}\n(all of it: ${logFile})`);
  }
}

/** Checks the desired state as `npm run zt -- validate` does, and lets tools of others judge it; in CI nothing may be skipped. */
async function checkPlatform(node, env) {
  for (const { name, run: runCheck } of platformChecks) {
    try {
      await step(name, async () => {
        const { skipped, words } = await runCheck(node, env);
        if (skipped && process.env.CI) throw new Error(words);
        total[skipped ? 'skipped' : 'passed'] += 1;
        if (skipped) console.log(words);
      });
    } catch (error) {
      total.failed += 1;
      console.error(error.message);
    }
  }
}

/** Runs the chat against real agents of kagent; without a network they cannot be got, which is no failure but in CI. */
async function agentsTest(node, env) {
  try {
    await step('Agents of kagent', installAgent);
  } catch (error) {
    console.error(error.message, error.remedy ?? '');
    skip('There is no kagent-adk, so no real agent was asked.');
    return;
  }
  await suite('Real agents', node, ['scripts/kagent-agent.mjs'], env);
}

/** Lets promtool judge the alerts; without Go to build it, it is skipped, but never in CI. */
async function alertsTest(node, env) {
  if (hasGo()) {
    await check('Alerts', node, ['scripts/alerts.mjs'], env);
    return;
  }
  skip('There is no Go to build promtool, so no alert was tried. Install Go.');
}

/** Restores a real PostgreSQL from its archive, and keeps conversations in one; without PostgreSQL it is skipped, but never in CI. */
async function postgresTests(node, env) {
  if (await step('PostgreSQL', ensurePostgres)) {
    await check('Restore', node, ['scripts/wal-restore.mjs'], env);
    await suite(
      'Conversations in PostgreSQL',
      node,
      ['scripts/chat-postgres.mjs'],
      env,
    );
    return;
  }
  skip(`There is no PostgreSQL, so nothing was kept in one. ${whereFrom}`);
}

/** Runs the streams of the platform on real NATS servers; without one it is skipped, but never in CI. */
async function streamsTest(node, env) {
  if (await natsServer()) {
    await check('Streams', node, ['scripts/nats-streams.mjs'], env);
    return;
  }
  skip(`There is no NATS server, so no stream was tried. ${natsFrom}`);
}

/** Tries the password of a cache on a real server; without one it is skipped, but never in CI. */
async function cacheTest(node, env) {
  if (await step('Redis', ensureRedis)) {
    await check('Cache password', node, ['scripts/cache-password.mjs'], env);
    return;
  }
  skip(`There is no Redis, so no password of a cache was tried. ${redisFrom}`);
}

/** Where the NATS server is; without a network it cannot be built, which is no failure of the tests. */
async function natsServer() {
  try {
    return await step('NATS server', ensureNatsServer);
  } catch (error) {
    console.error(error.message, error.remedy ?? '');
    return undefined;
  }
}

/** Counts what cannot be tried on this machine; in CI that is a failure. */
function skip(sentence) {
  if (process.env.CI) {
    total.failed += 1;
    console.error(sentence);
  } else {
    total.skipped += 1;
    console.log(sentence);
  }
}

/** Builds the docs site as strictly as mkdocs can: a broken link or anchor fails. */
async function checkDocs(env) {
  const siteDir = mkdtempSync(join(tmpdir(), 'zerotouch-docs-'));
  try {
    await check(
      'Docs',
      join(venvDir, 'bin/mkdocs'),
      [
        'build',
        '--strict',
        '-f',
        join(projectDir, 'mkdocs.yml'),
        '-d',
        siteDir,
      ],
      { ...env, NO_MKDOCS_2_WARNING: '1' },
    );
  } finally {
    rmSync(siteDir, { recursive: true, force: true });
  }
}

/** Runs a jest suite and adds its counts; a run without a result file counts as one failure. */
async function suite(name, command, args, env) {
  const resultFile = join(logsDir, `test-${fileName(name)}.json`);
  const logFile = join(logsDir, `test-${fileName(name)}.log`);
  rmSync(resultFile, { force: true });
  await runSuite(
    name,
    command,
    [...args, '--json', `--outputFile=${resultFile}`],
    env,
    logFile,
  );
  addCounts(() => {
    const result = JSON.parse(readFileSync(resultFile, 'utf8'));
    const brokenFiles = result.testResults.filter(
      file => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + brokenFiles.length,
    };
  });
}

/** Starts a portal on an empty data directory, with fake agents, and walks through it in a real browser. */
async function browserTests(node, env, playwright) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zerotouch-test-'));
  const resultFile = join(logsDir, 'test-browser-tests.json');
  rmSync(resultFile, { force: true });
  let agents;
  let portal;
  try {
    await step('Portal for the browser tests', async () => {
      agents = await startFakeAgents({ node, env });
      portal = await startPortal({
        node,
        env: { ...env, ...agents.portalEnv },
        port: await freePort(),
        dataDir,
      });
    });
    await runSuite(
      'Browser tests',
      node,
      [playwright, 'test'],
      {
        ...env,
        ...agents.testEnv,
        PORTAL_URL: portal.url,
        PORTAL_DATA_DIR: dataDir,
        PLAYWRIGHT_JSON_OUTPUT_NAME: resultFile,
      },
      join(logsDir, 'test-browser-tests.log'),
    );
    addCounts(() => {
      const { stats } = JSON.parse(readFileSync(resultFile, 'utf8'));
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
    });
  } catch (error) {
    total.failed += 1;
    console.error(error.message, error.remedy ?? '');
  } finally {
    if (portal) await end(portal.child);
    if (agents) await end(agents.child);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function runSuite(name, command, args, env, logFile) {
  try {
    await step(name, () =>
      run(command, args, {
        cwd: projectDir,
        env,
        logFile,
        explain: () => new Error(name),
      }),
    );
  } catch (error) {
    console.error(`${readTail(logFile, 120)}\n(all of it: ${logFile})`);
    // A runner that fails without a failed test (a crash, a coverage limit) is still a failure.
    process.exitCode = 1;
  }
}

function addCounts(read) {
  try {
    const { passed, failed } = read();
    total.passed += passed;
    total.failed += failed;
  } catch (error) {
    total.failed += 1;
    console.error(`The test run left no result: ${error.message}`);
  }
}

function fileName(name) {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
