import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { own } from './Postgres.mjs';

// PostgreSQL runs this for each file of its log. It asks the gate and passes the answer on.
const script = `#!/bin/bash
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 255
shift
printf '%s\\n' "$*" >&3
read -r status <&3
exit "$status"
`;

/**
 * Stands where the instance manager of CloudNativePG stands: it takes each file of the log from PostgreSQL and hands it to barman-cloud,
 * and fetches the files that a recovery asks for.
 *
 * @remarks
 * PostgreSQL runs as another account, which may not see the tools.
 */
export class WalGate {
  /** @param options - `store`, an ObjectStore; `dir`, a folder that PostgreSQL can read; `account` of PostgreSQL. */
  static async create(options) {
    const gate = new WalGate(options);
    await new Promise((resolve, reject) => {
      gate.server.once('error', reject);
      gate.server.listen(0, '127.0.0.1', resolve);
    });
    return gate;
  }

  constructor({ store, dir, account }) {
    this.store = store;
    this.account = account;
    this.script = join(dir, 'ask-gate');
    this.databases = new Map();
    /** Why files were refused, newest last. */
    this.refusals = [];
    this.server = createServer(socket => {
      socket.setEncoding('utf8').once('data', async line => {
        const [name, verb, file, place] = line.trim().split(' ');
        socket.end(`${await this.answer(name, verb, file, place)}\n`);
      });
      socket.on('error', () => socket.destroy());
    });
    writeFileSync(this.script, script);
    chmodSync(this.script, 0o755);
  }

  /** The settings by which a server archives to `written` and recovers from `origin`. */
  settingsFor(postgres, { written, origin }) {
    const { port } = this.server.address();
    this.databases.set(postgres.name, { postgres, written, origin });
    const command = verb =>
      `/bin/bash ${this.script} ${port} ${postgres.name} ${verb} %f %p`;
    return {
      archive_mode: 'on',
      archive_command: command('archive'),
      ...(origin ? { restore_command: command('restore') } : {}),
    };
  }

  async answer(name, verb, file, place) {
    const { postgres, written, origin, checked } = this.databases.get(name);
    const path = join(postgres.dataDir, place);
    if (verb === 'restore') {
      const { status } = await this.store.restoreWal(origin, file, path);
      if (existsSync(path)) own(path, this.account);
      return status;
    }
    if (!checked) {
      const empty = await this.store.checkEmpty(written);
      if (empty.status !== 0) {
        this.refusals.push(empty.stderr.trim().split('\n').pop());
        return 1;
      }
      this.databases.get(name).checked = true;
    }
    const { status, stderr } = await this.store.archiveWal(written, path);
    if (status !== 0) this.refusals.push(`${basename(path)}: ${stderr.trim()}`);
    return status;
  }

  /** Ends the gate. */
  close() {
    this.server.close();
  }
}
