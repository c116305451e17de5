// Fakes of what the chat talks to, for tests in a browser: a kagent controller with agents that play scripts, and a model.
// They are a process of their own, so that their tasks outlive a portal that is restarted. The first line of the output is
// JSON: where they are. Nothing here is for use outside of tests.
import express from 'express';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { z } from 'zod';
import { FakeKagent } from '../../plugins/kagent-backend/src/runtimes/kagent/__testUtils__/FakeKagent';
import { Gate } from './Gate';
import { Holds } from './Holds';
import { addScripts } from './ScriptedAgent';
import { startFakeModel } from './fakeModel';

const failureSchema = z.object({
  status: z.number(),
  contentType: z.string(),
  body: z.string(),
});

async function start() {
  const holds = new Holds();
  const kagent = new FakeKagent();
  for (const agent of [kagent.goAgent, kagent.pythonAgent]) {
    addScripts(agent, {
      holds,
      keep: task => kagent.kept.tasks.set(task.id, task),
    });
  }
  const behind = new URL(await kagent.start());
  const gate = Gate.create({ target: Number(behind.port) });
  const gatePort = await gate.open();
  const model = await startFakeModel({ holds });

  const control = express();
  control.use(express.json());
  control.post('/release/:name', (req, res) =>
    res.json({ released: holds.release(req.params.name) }),
  );
  control.post('/open', async (_req, res) => res.json(await gate.open()));
  control.post('/shut', async (_req, res) => {
    await gate.shut();
    res.json({});
  });
  control.post('/fail', (req, res) => {
    kagent.failure = failureSchema.parse(req.body);
    res.json({});
  });
  control.post('/heal', (_req, res) => {
    kagent.failure = undefined;
    kagent.goAgent.cannotCancel = false;
    res.json({});
  });
  control.post('/cannot-cancel', (_req, res) => {
    kagent.goAgent.cannotCancel = true;
    res.json({});
  });
  control.get('/go-agent', (_req, res) => {
    const { cancelled, executed, received, texts } = kagent.goAgent;
    res.json({ cancelled, executed, received, texts });
  });
  const server = control.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has such an address.
  const { port } = server.address() as AddressInfo;
  const where = {
    controllerUrl: `http://127.0.0.1:${gatePort}`,
    modelUrl: model.url,
    controlUrl: `http://127.0.0.1:${port}`,
  };
  process.stdout.write(`${JSON.stringify(where)}\n`);
}

start().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
