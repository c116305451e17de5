import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Interface, createInterface } from 'node:readline';

const script = resolve(__dirname, '../../../scripts/agents/portal.mjs');

/** A portal on a port and data of its own, which a test may end and start again. */
export class OwnPortal {
  readonly url: string;
  readonly #dataDir: string;
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(port: number, config: Record<string, string>) {
    this.url = `http://localhost:${port}`;
    this.#dataDir = mkdtempSync(join(tmpdir(), 'zerotouch-own-'));
    this.#child = spawn(process.execPath, [script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...config,
        PORT: String(port),
        ZT_DATA_DIR: this.#dataDir,
      },
    });
    const { stdout } = this.#child;
    if (!stdout) throw new Error('The portal has no output.');
    this.#lines = createInterface({ input: stdout });
  }

  /** @param config - Configuration for it, as `APP_CONFIG_…` variables. */
  static async start(config: Record<string, string>): Promise<OwnPortal> {
    const portal = new OwnPortal(await findFreePort(), config);
    await portal.start();
    return portal;
  }

  /** @param config - Configuration that differs from the first one. */
  start(config: Record<string, string> = {}): Promise<void> {
    return this.#do(`start ${JSON.stringify(config)}`);
  }

  /** Ends it as a rollout does: it is asked to end, and does when it is ready. */
  stop(): Promise<void> {
    return this.#do('stop');
  }

  /** Ends it as a crash does. */
  kill(): Promise<void> {
    return this.#do('kill');
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await ended;
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  async #do(command: string): Promise<void> {
    const answer = once(this.#lines, 'line');
    this.#child.stdin?.write(`${command}\n`);
    const { error } = JSON.parse((await answer)[0]);
    if (error) throw new Error(error);
  }
}

function findFreePort(): Promise<number> {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object'
          ? done(address.port)
          : reject(new Error('There is no free port.')),
      );
    });
  });
}
