import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findFreePort } from './TestServer';

/** Milliseconds for the start of an agent; it loads some thousand modules. */
const START_MS = 240_000;

const agentPy = `import json, pathlib
from kagent.adk import AgentConfig

config = json.loads((pathlib.Path(__file__).parent / "config.json").read_text())
root_agent = AgentConfig.model_validate(config).to_agent("NAME")
`;

/** Where `kagent-adk` is, as scripts/kagent-agent.mjs installed it; undefined when it has not. */
export function findKagentAdk(): { python: string; path: string } | undefined {
  const { KAGENT_AGENT_PYTHON: python, KAGENT_AGENT_PATH: path } = process.env;
  return python && path ? { python, path } : undefined;
}

/**
 * An agent of kagent in a process of its own, made from the configuration that a controller writes.
 *
 * @remarks `local` runs `kagent-adk run --local`, which keeps all in memory; else it is `kagent-adk static`, as a controller runs it, which
 * keeps sessions and tasks at the controller.
 */
export class RealAgent {
  readonly url: string;
  readonly #child: ChildProcess;
  #log = '';

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', data => {
        this.#log = (this.#log + data).slice(-20_000);
      });
    }
  }

  /** @param options.dir - A folder for its files. */
  static async start(options: {
    dir: string;
    name: string;
    local: boolean;
    config: object;
    controllerUrl: string;
    /** Address by which other agents reach it. */
    publicUrl: string;
  }): Promise<RealAgent> {
    const adk = findKagentAdk();
    if (!adk) throw new Error('kagent-adk is not installed');
    const { dir, name, local, config, controllerUrl, publicUrl } = options;
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const files = join(dir, name);
    mkdirSync(files, { recursive: true });
    const write = (file: string, text: string) =>
      writeFileSync(join(files, file), text);
    write('__init__.py', '');
    write('agent.py', agentPy.replace('NAME', name));
    write('config.json', JSON.stringify(config));
    write('agent-card.json', JSON.stringify(toCard(name, publicUrl)));
    const child = spawn(
      adk.python,
      [
        ...['-m', 'kagent.adk.cli'],
        ...(local
          ? ['run', name, '--local', '--working-dir', dir]
          : ['static', '--filepath', files]),
        ...['--port', String(port)],
      ],
      {
        cwd: dir,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH,
          PYTHONPATH: adk.path,
          KAGENT_URL: controllerUrl,
          KAGENT_NAME: name,
          KAGENT_NAMESPACE: 'kagent',
          OPENAI_API_KEY: 'none',
          NO_PROXY: '127.0.0.1',
          UVICORN_LOG_LEVEL: 'warning',
        },
      },
    );
    const agent = new RealAgent(url, child);
    await agent.#waitUntilReady();
    return agent;
  }

  /** The end of what it printed. */
  get log(): string {
    return this.#log;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #waitUntilReady(): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline && this.#child.exitCode === null) {
      const ready = await fetch(`${this.url}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return;
      await setTimeout(100);
    }
    await this.stop();
    throw new Error(`The agent did not start.\n${this.#log}`);
  }
}

function toCard(name: string, url: string) {
  return {
    name,
    description: name,
    url,
    version: '1',
    capabilities: { streaming: true },
    defaultInputModes: ['text'],
    defaultOutputModes: ['text'],
    skills: [],
  };
}
