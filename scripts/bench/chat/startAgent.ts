import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse, createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';

/** Reference of the one agent that the controller has. */
export const AGENT_REF = 'bench/timed';
const A2A_PATH = `/api/a2a/${AGENT_REF}`;
const TOKEN_INTERVAL_MS = 50;

/** Milliseconds after which streams begin to speak although not all are there. */
const PATIENCE_MS = 120_000;

/** Streams that begin to speak together, by the name of their group. */
const groups = new Map<
  string,
  { missing: number; begin: () => void; begun: Promise<unknown> }
>();

/** What to ask the agent for: a number of tokens, once as many streams of the same group are open. */
export function toQuestion(question: {
  tokens: number;
  group: string;
  size: number;
}): string {
  return `${question.tokens} ${question.group} ${question.size}`;
}

/**
 * Starts a kagent controller with one agent that says 20 tokens a second, each being the time at which it was sent.
 *
 * @remarks
 * A message is {@link toQuestion}. Each token is a status update with a partial message and a partial artifact, as agents of
 * kagent send them. Written by hand and not with the SDK: the server must cost little next to what is measured.
 *
 * @returns How to stop it.
 */
export async function startAgent(port: number): Promise<() => void> {
  const server = createServer((req, res) => {
    handle(req, res).catch(error => res.destroy(error));
  });
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

async function handle(req: IncomingMessage, res: ServerResponse) {
  const { pathname } = new URL(req.url ?? '/', 'http://agent');
  switch (`${req.method} ${pathname}`) {
    case 'GET /api/me':
      return json(res, { sub: req.headers['x-user-id'] });
    case 'GET /api/agents':
      return json(res, { error: false, data: [agentItem()] });
    case 'POST /api/sessions':
      return json(res, { error: false, data: {} });
    case `GET ${A2A_PATH}/.well-known/agent-card.json`:
      return json(res, card());
    case `POST ${A2A_PATH}`:
      return answer(JSON.parse(await text(req)), res);
    default:
      return json(res, { error: 'not found' }, 404);
  }
}

interface Call {
  id: unknown;
  method: string;
  params: { message: { contextId?: string; parts: { text: string }[] } };
}

async function answer({ id, method, params }: Call, res: ServerResponse) {
  if (method !== 'SendStreamingMessage') {
    json(res, { jsonrpc: '2.0', id, error: { code: -32601, message: method } });
    return;
  }
  const { message } = params;
  const ids = {
    taskId: randomUUID(),
    contextId: message.contextId ?? randomUUID(),
  };
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.socket?.setNoDelay(true);
  const send = (result: object) =>
    res.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`);
  const say = (state: string, content?: string, metadata?: object) =>
    send({
      statusUpdate: {
        ...ids,
        status: {
          state,
          message: content && { ...toMessage(content, ids), metadata },
        },
        metadata,
      },
    });
  const show = (content: string, more: object) =>
    send({
      artifactUpdate: {
        ...ids,
        artifact: { artifactId: 'answer', parts: [{ text: content }] },
        ...more,
      },
    });
  send({
    task: {
      id: ids.taskId,
      contextId: ids.contextId,
      status: { state: 'TASK_STATE_SUBMITTED' },
    },
  });
  const [count, group, size] = message.parts[0].text.split(' ');
  await untilAllAreThere(group, Number(size));
  const tokens: string[] = [];
  const partial = { adk_partial: true };
  await every(TOKEN_INTERVAL_MS, Number(count), () => {
    const token = `${performance.now().toFixed(2)} `;
    tokens.push(token);
    say('TASK_STATE_WORKING', token, partial);
    show(token, { metadata: partial });
  });
  const whole = tokens.join('');
  say('TASK_STATE_WORKING', whole);
  show(whole, { lastChunk: true });
  say('TASK_STATE_COMPLETED');
  res.end();
}

function untilAllAreThere(name: string, size: number): Promise<unknown> {
  let group = groups.get(name);
  if (!group) {
    let begin = () => {};
    const all = new Promise<void>(resolve => {
      begin = resolve;
    });
    const begun = Promise.race([
      all,
      new Promise(resolve => {
        setTimeout(resolve, PATIENCE_MS);
      }),
    ]);
    group = { missing: size, begin, begun };
    groups.set(name, group);
  }
  group.missing -= 1;
  if (group.missing === 0) group.begin();
  return group.begun;
}

/** Runs a step at a fixed rate, without the drift that a chain of timers has. */
async function every(ms: number, count: number, step: () => void) {
  // Streams that begin together spread over the interval, as those of different people do.
  const startedAt = performance.now() + Math.random() * ms;
  for (let index = 0; index < count; index += 1) {
    const due = startedAt + index * ms - performance.now();
    await new Promise(resolve => {
      setTimeout(resolve, Math.max(0, due));
    });
    step();
  }
}

function toMessage(
  content: string,
  ids: { taskId: string; contextId: string },
) {
  return {
    ...ids,
    messageId: randomUUID(),
    role: 'ROLE_AGENT',
    parts: [{ text: content }],
  };
}

function card() {
  return {
    name: 'bench__NS__timed',
    description: '',
    version: '1',
    supportedInterfaces: [
      {
        url: 'http://agent.invalid',
        protocolBinding: 'JSONRPC',
        protocolVersion: '1.0',
        tenant: '',
      },
    ],
    capabilities: { streaming: true },
    defaultInputModes: ['text'],
    defaultOutputModes: ['text'],
    skills: [],
  };
}

function agentItem() {
  const [namespace, name] = AGENT_REF.split('/');
  return {
    agent: { metadata: { name, namespace }, spec: { description: '' } },
    deploymentReady: true,
    accepted: true,
  };
}

function json(res: ServerResponse, value: object, status = 200) {
  res
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(value));
}
