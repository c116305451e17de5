import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  DatabaseService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';

/**
 * Gives the plugins their databases as the stock service does, those of SQLite with a write-ahead log.
 *
 * @remarks
 * Without one SQLite waits for the disk in each commit, in the one thread that also serves requests and streams: measured 20 to 50 ms
 * on a busy disk. With it, what was written survives the end of the process all the same; a power cut may take the last moments, and
 * leaves the file whole. The mode stays in the file.
 */
export const sqliteLog = createServiceFactory({
  service: coreServices.database,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
    rootLifecycle: coreServices.rootLifecycle,
    rootLogger: coreServices.rootLogger,
  },
  createRootContext: ({ config, rootLifecycle, rootLogger }) =>
    DatabaseManager.fromConfig(config, { rootLifecycle, rootLogger }),
  factory({ plugin, lifecycle, logger }, manager) {
    return withLog(manager.forPlugin(plugin.getId(), { lifecycle, logger }));
  },
});

function withLog(database: DatabaseService): DatabaseService {
  let client: ReturnType<DatabaseService['getClient']> | undefined;
  const open = async () => {
    const knex = await database.getClient();
    if (knex.client.config.client === 'better-sqlite3') {
      await knex.raw('PRAGMA journal_mode = WAL');
      // Or each commit waits for the disk all the same.
      await knex.raw('PRAGMA synchronous = NORMAL');
    }
    return knex;
  };
  return {
    migrations: database.migrations,
    getClient: () => {
      client ??= open();
      return client;
    },
  };
}
