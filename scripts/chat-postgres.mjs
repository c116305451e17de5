// Runs the tests of conversations, leases and limits on a real PostgreSQL, the database of production; `npm test` runs them on SQLite too.
// It wants the preparation of `npm start`. Arguments go to jest.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testBackend } from './kagent/testBackend.mjs';
import { Problem, logsDir } from './lib/project.mjs';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { main } from './lib/steps.mjs';
import {
  Postgres,
  findAccount,
  findPostgres,
  own,
} from './restore/Postgres.mjs';
import { whereFrom } from './restore/tools.mjs';

const tests =
  'src/(conversations|shares|limits)/|AgentRequests|DatabaseTaskStore|ConsultantRuntime.decide';

await main(async () => {
  let dir;
  // A server whose data is gone ends by itself.
  endChildrenOnSignals(() => {
    if (dir) rmSync(dir, { recursive: true, force: true });
  });
  const bin = findPostgres();
  if (!bin) {
    throw new Problem(
      'There is no PostgreSQL to keep conversations.',
      whereFrom,
    );
  }
  mkdirSync(logsDir, { recursive: true });
  const account = findAccount();
  dir = mkdtempSync(join(tmpdir(), 'zt-chat-'));
  own(dir, account);
  const server = Postgres.create({ bin, dir, account, name: 'chat' });
  try {
    await server.initialize();
    await server.start();
    await testBackend({
      args: ['--testPathPatterns', tests],
      env: {
        BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: `postgresql://postgres@/postgres?host=${encodeURIComponent(
          server.dir,
        )}`,
      },
    });
  } finally {
    await server.stop('immediate');
    rmSync(dir, { recursive: true, force: true });
  }
});
