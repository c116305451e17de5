import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteLog } from './sqliteLog';

async function readPragmas(connection: string | { directory: string }) {
  const found: Record<string, unknown> = {};
  const probe = createBackendPlugin({
    pluginId: 'probe',
    register(reg) {
      reg.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          const knex = await database.getClient();
          expect(await database.getClient()).toBe(knex);
          for (const pragma of ['journal_mode', 'synchronous']) {
            const [row] = await knex.raw(`PRAGMA ${pragma}`);
            Object.assign(found, row);
          }
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      sqliteLog,
      probe,
      mockServices.rootConfig.factory({
        data: {
          backend: { database: { client: 'better-sqlite3', connection } },
        },
      }),
    ],
  });
  await backend.stop();
  return found;
}

describe('sqliteLog', () => {
  it('spares files the wait for the disk', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zerotouch-sqlite-'));
    expect(await readPragmas({ directory })).toEqual({
      journal_mode: 'wal',
      // 1: at checkpoints, not at each commit.
      synchronous: 1,
    });
    rmSync(directory, { recursive: true, force: true });
  });

  it('leaves databases in memory as they are', async () => {
    expect(await readPragmas(':memory:')).toMatchObject({
      journal_mode: 'memory',
    });
  });
});
