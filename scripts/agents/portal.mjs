// A portal for a test that ends it and starts it again. Each line of the input is a command: "start" with environment for it
// as JSON, "stop" (as a rollout does) or "kill" (as a crash does). Each is answered with one line of JSON. The end of the
// input ends the portal.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startPortal } from '../lib/portal.mjs';
import { end, endChildrenOnSignals } from '../lib/processes.mjs';
import { readDataDir, readPort } from '../lib/project.mjs';

let child;

const commands = {
  async start(config) {
    ({ child } = await startPortal({
      node: process.execPath,
      env: { ...process.env, ...JSON.parse(config) },
      port: readPort(),
      dataDir: readDataDir(),
    }));
  },
  async stop() {
    if (child) await end(child, 3_000);
    child = undefined;
  },
  async kill() {
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await commands.stop();
  },
};

endChildrenOnSignals();
for await (const line of createInterface({ input: process.stdin })) {
  const [, command, rest] = /^(\w+) ?(.*)$/.exec(line) ?? [];
  const answer = {};
  try {
    await commands[command](rest);
  } catch (error) {
    answer.error = [error.message, error.remedy].filter(Boolean).join('\n');
  }
  console.log(JSON.stringify(answer));
}
await commands.stop();
