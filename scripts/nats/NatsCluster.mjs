import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync, closeSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { end, start } from '../lib/processes.mjs';
import { until } from '../restore/runProgram.mjs';
import { renderConfig } from './chart.mjs';

/** NATS servers on this machine, configured as the platform configures its pods. */
export class NatsCluster {
  constructor(options) {
    Object.assign(this, options);
    this.children = new Map();
    this.clients = [];
  }

  /** Chooses ports and writes one configuration a server. */
  static async create({ program, values, variables, dir, logFile }) {
    const servers = [];
    for (let index = 0; index < values.config.cluster.replicas; index += 1) {
      const name = `nats-${index}`;
      servers.push({
        name,
        dir: join(dir, name),
        config: join(dir, `${name}.conf`),
        port: await freePort(),
        clusterPort: await freePort(),
        monitorPort: await freePort(),
      });
    }
    for (const place of servers) {
      mkdirSync(place.dir);
      writeFileSync(place.config, renderConfig({ values, place, servers }));
    }
    return new NatsCluster({ program, servers, variables, logFile });
  }

  /** What the server says of a configuration; `status` is 0 when it would start with it. */
  test(config, variables = this.variables) {
    const { status, stdout, stderr } = spawnSync(
      this.program,
      ['-t', '-c', config],
      {
        encoding: 'utf8',
        env: { ...process.env, ...variables, POD_NAME: 'nats-0' },
      },
    );
    return { status, output: `${stdout}${stderr}`.trim() };
  }

  /** What a server that runs alone says when it cannot start with these values; it gets ten seconds to find out. */
  dieOf(values) {
    const [place] = this.servers;
    const config = `${place.config}.alone`;
    writeFileSync(config, renderConfig({ values, place, servers: [place] }));
    const { stdout, stderr } = spawnSync(this.program, ['-c', config], {
      encoding: 'utf8',
      timeout: 10_000,
      env: { ...process.env, ...this.variables, POD_NAME: 'nats-0' },
    });
    return { output: `${stdout}${stderr}` };
  }

  /** Starts servers and waits until each of them is healthy, its copies of the streams included. */
  async start(names = this.servers.map(({ name }) => name)) {
    const log = openSync(this.logFile, 'a');
    for (const place of this.servers.filter(({ name }) =>
      names.includes(name),
    )) {
      const child = start(this.program, ['-c', place.config], {
        stdio: ['ignore', log, log],
        env: { ...process.env, ...this.variables, POD_NAME: place.name },
      });
      this.children.set(place.name, child);
    }
    closeSync(log);
    await until('the servers are healthy', async () => {
      const answers = await Promise.all(
        names.map(name => this.ask(name, '/healthz').catch(() => undefined)),
      );
      return answers.every(answer => answer?.status === 'ok');
    });
  }

  /** Ends one server, or all of them. */
  async stop(names = [...this.children.keys()]) {
    for (const name of names) {
      await end(this.children.get(name));
      this.children.delete(name);
    }
  }

  /** What the monitoring endpoint of a server answers. */
  async ask(name, path) {
    const { monitorPort } = this.servers.find(item => item.name === name);
    const response = await fetch(`http://127.0.0.1:${monitorPort}${path}`);
    return response.json();
  }

  /** Connects a client to the servers that run; it is closed together with them. */
  async connect(options = {}) {
    const client = await connect({
      servers: this.servers
        .filter(({ name }) => this.children.has(name))
        .map(({ port }) => `127.0.0.1:${port}`),
      maxReconnectAttempts: -1,
      reconnectTimeWait: 100,
      ...options,
    });
    this.clients.push(client);
    return client;
  }

  /** Closes the clients, then the servers. */
  async close() {
    await Promise.all(this.clients.map(client => client.close()));
    await this.stop();
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
