import {
  accessSync,
  appendFileSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { userInfo } from 'node:os';
import { runProgram, until } from './runProgram.mjs';

const programs = ['initdb', 'pg_ctl', 'postgres', 'psql'];

/** Returns the folder of PostgreSQL's programs, the newest version first, or undefined; `ZT_POSTGRES_BIN` names another one. */
export function findPostgres() {
  const named = process.env.ZT_POSTGRES_BIN;
  const folders = named
    ? [named]
    : [
        ...newestFirst('/usr/lib/postgresql'),
        ...newestFirst('/opt/homebrew/opt', 'postgresql@'),
        ...newestFirst('/usr/local/opt', 'postgresql@'),
        ...(process.env.PATH ?? '').split(delimiter),
      ];
  return folders.find(folder =>
    programs.every(program => isExecutable(join(folder, program))),
  );
}

/** One PostgreSQL server in a folder of its own, reachable through a socket only. */
export class Postgres {
  /** @param options - `bin`, the folder of the programs; `dir`, a folder for the data; `account`, as {@link findAccount} returns it. */
  static create(options) {
    return new Postgres(options);
  }

  constructor({ bin, dir, account, name }) {
    this.bin = bin;
    this.name = name;
    this.account = account;
    this.dir = join(dir, name);
    this.dataDir = join(this.dir, 'data');
    mkdirSync(this.dir, { mode: 0o755 });
    own(this.dir, account);
  }

  /** Makes an empty database cluster. */
  async initialize() {
    await this.program('initdb', [
      '--pgdata',
      this.dataDir,
      '--username',
      'postgres',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--data-checksums',
      '--no-sync',
    ]);
    this.configure({
      listen_addresses: '',
      unix_socket_directories: this.dir,
      fsync: 'off',
    });
  }

  /** Adds settings; later ones win. */
  configure(settings) {
    const lines = Object.entries(settings).map(
      ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`,
    );
    appendFileSync(join(this.dataDir, 'postgresql.conf'), lines.join(''));
  }

  /** Turns restored files into a server that recovers when it is started. */
  prepareRecovery(settings) {
    this.configure({ unix_socket_directories: this.dir, ...settings });
    writeFileSync(join(this.dataDir, 'recovery.signal'), '');
    ownAll(this.dataDir, this.account);
  }

  /** Starts the server and waits until it answers. */
  async start() {
    const { status } = await this.tryProgram('pg_ctl', [
      'start',
      '--silent',
      '--wait',
      '--pgdata',
      this.dataDir,
      '--log',
      join(this.dir, 'log'),
    ]);
    if (status !== 0) throw this.failure('did not start');
    this.running = true;
    await until(`"${this.name}" accepts writes`, async () => {
      const alive = await this.tryProgram('pg_ctl', [
        'status',
        '--pgdata',
        this.dataDir,
      ]);
      if (alive.status !== 0) {
        this.running = false;
        throw this.failure('ended');
      }
      const { stdout } = await this.psql('select not pg_is_in_recovery()');
      return stdout.trim() === 't';
    });
  }

  /** Ends the server: `fast` after its work, `immediate` as if the power failed. */
  async stop(mode = 'fast') {
    if (!this.running) return;
    this.running = false;
    await this.program('pg_ctl', ['stop', '-m', mode, '-D', this.dataDir]);
  }

  /** Runs SQL and returns what it prints, without decoration. */
  async sql(text) {
    const { status, stdout, stderr } = await this.psql(text);
    if (status !== 0) throw new Error(`${text}\n${stderr}`);
    return stdout.trim();
  }

  psql(text) {
    return this.tryProgram('psql', [
      ...['--host', this.dir, '--username', 'postgres', '--dbname', 'postgres'],
      ...['--no-psqlrc', '--quiet', '--tuples-only', '--no-align'],
      ...['--set', 'ON_ERROR_STOP=1', '--command', text],
    ]);
  }

  async program(name, args) {
    const { status, stderr, stdout } = await this.tryProgram(name, args);
    if (status !== 0) throw new Error(`${name} failed.\n${stdout}${stderr}`);
  }

  tryProgram(name, args) {
    return runProgram(join(this.bin, name), args, {
      cwd: this.dir,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      uid: this.account?.uid,
      gid: this.account?.gid,
    });
  }

  failure(what) {
    const log = readFileSync(join(this.dir, 'log'), 'utf8');
    return new Error(
      `PostgreSQL "${this.name}" ${what}.\n${log
        .split('\n')
        .slice(-15)
        .join('\n')}`,
    );
  }
}

/** The account that PostgreSQL runs as: it refuses root, so root lends it `postgres`, else `nobody`; anybody else runs it himself. */
export function findAccount() {
  if (userInfo().uid !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const [, , uid, gid] = ['postgres', 'nobody']
    .map(wanted => accounts.find(([name]) => name === wanted))
    .find(Boolean);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Gives a file or folder to an account; without one it stays as it is. */
export function own(path, account) {
  if (account) chownSync(path, account.uid, account.gid);
}

function ownAll(dir, account) {
  if (!account) return;
  own(dir, account);
  for (const entry of readdirSync(dir, { recursive: true })) {
    lchownSync(join(dir, entry), account.uid, account.gid);
  }
}

/** The folders `bin` of all versions below a folder; Node 20 has no glob. */
function newestFirst(folder, prefix = '') {
  if (!existsSync(folder)) return [];
  const version = name => Number(name.slice(prefix.length));
  return readdirSync(folder)
    .filter(name => name.startsWith(prefix) && version(name) > 0)
    .sort((a, b) => version(b) - version(a))
    .map(name => join(folder, name, 'bin'));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    return false;
  }
}
