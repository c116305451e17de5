import { createServer } from 'node:net';
import { createWriteStream } from 'node:fs';
import { end, start } from '../lib/processes.mjs';
import { runProgram, until } from './runProgram.mjs';

/** An S3-compatible object store on this machine, and the barman-cloud tools that talk to it. */
export class ObjectStore {
  /**
   * Starts the store.
   *
   * @param options - `tools`, `{ python, dir }` as {@link installTools} returns it; `logFile`.
   */
  static async create({ tools, logFile }) {
    const port = await freePort();
    const store = new ObjectStore(tools, `http://127.0.0.1:${port}`);
    const log = createWriteStream(logFile);
    store.child = start(
      tools.python,
      ['-m', 'moto.server', '--host', '127.0.0.1', '--port', String(port)],
      { env: store.env(), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    store.child.stdout.pipe(log, { end: false });
    store.child.stderr.pipe(log, { end: false });
    await until('the object store answers', () =>
      fetch(store.url).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return store;
  }

  constructor(tools, url) {
    this.tools = tools;
    this.url = url;
  }

  /** Makes an empty bucket. */
  async makeBucket(name) {
    const { ok, status } = await fetch(`${this.url}/${name}`, {
      method: 'PUT',
    });
    if (!ok) throw new Error(`The bucket "${name}" was refused: ${status}.`);
  }

  /** Names of the objects below a prefix. */
  async list(bucket, prefix) {
    const answer = await fetch(
      `${this.url}/${bucket}?list-type=2&prefix=${encodeURIComponent(prefix)}`,
    );
    return [...(await answer.text()).matchAll(/<Key>([^<]+)<\/Key>/g)].map(
      ([, key]) => key,
    );
  }

  /** Ends the store. */
  async close() {
    await end(this.child);
  }

  /** Checks that nothing was ever archived under a name; the operator does this before the first segment of a cluster. */
  checkEmpty(archive) {
    return this.barman('cloud_check_wal_archive', [
      archive.destinationPath,
      archive.serverName,
    ]);
  }

  archiveWal(archive, file) {
    return this.barman('cloud_walarchive', [
      ...archive.walFlags,
      archive.destinationPath,
      archive.serverName,
      file,
    ]);
  }

  restoreWal(archive, name, file) {
    return this.barman('cloud_walrestore', [
      archive.destinationPath,
      archive.serverName,
      name,
      file,
    ]);
  }

  backup(archive, postgres) {
    return this.must('cloud_backup', [
      ...archive.dataFlags,
      ...['--host', postgres.dir, '--user', 'postgres'],
      archive.destinationPath,
      archive.serverName,
    ]);
  }

  /** The base backups of an archive, oldest first. */
  async listBackups(archive) {
    const { stdout } = await this.must('cloud_backup_list', [
      ...['--format', 'json'],
      archive.destinationPath,
      archive.serverName,
    ]);
    return JSON.parse(stdout).backups_list;
  }

  restore(archive, backupId, dataDir) {
    return this.must('cloud_restore', [
      archive.destinationPath,
      archive.serverName,
      backupId,
      dataDir,
    ]);
  }

  async must(client, args) {
    const result = await this.barman(client, args);
    if (result.status !== 0) {
      throw new Error(`barman ${client} failed.\n${result.stderr}`);
    }
    return result;
  }

  barman(client, args) {
    return runProgram(
      this.tools.python,
      [
        ...['-m', `barman.clients.${client}`],
        ...['--cloud-provider', 'aws-s3', '--endpoint-url', this.url],
        ...args,
      ],
      { env: this.env() },
    );
  }

  env() {
    return {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PYTHONPATH: this.tools.dir,
      PYTHONWARNINGS: 'ignore',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      NO_PROXY: '127.0.0.1',
      TZ: 'UTC',
    };
  }
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
