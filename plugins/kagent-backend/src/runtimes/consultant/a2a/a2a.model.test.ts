import { TaskState } from '@a2a-js/sdk';
import { Client } from '@a2a-js/sdk/client';
import { readAll } from '../../../__testUtils__/readAll';
import { TestKagent, startKagent } from '../../../__testUtils__/startKagent';
import { askTask, connect, question, textOf } from '../__testUtils__/a2aClient';
import { ScriptedModel } from '../__testUtils__/ScriptedModel';

describe('the consultant with a model as an A2A server', () => {
  let model: ScriptedModel;
  let release = () => {};
  let server: TestKagent;
  beforeAll(async () => {
    model = await ScriptedModel.start(({ messages }) => {
      const asked = JSON.stringify(messages);
      if (asked.includes('WAIT')) {
        return {
          respond: res => {
            res.writeHead(200, { 'content-type': 'text/event-stream' });
            const send = (delta: object, finish_reason: string | null = null) =>
              res.write(
                `data: ${JSON.stringify({
                  id: 'c',
                  created: 1,
                  model: 'm',
                  choices: [{ index: 0, delta, finish_reason }],
                })}\n\n`,
              );
            send({ content: `${'First '.repeat(40)}` });
            release = () => {
              send({ content: 'second.' });
              send({}, 'stop');
              res.end('data: [DONE]\n\n');
            };
          },
        };
      }
      return messages.at(-1)?.role === 'tool'
        ? { text: 'I could not write.' }
        : { calls: [{ name: 'propose-claim', args: {} }] };
    });
    server = await startKagent({
      config: {
        kagent: { consultant: { model: { baseUrl: model.url, name: 'm' } } },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    await model.stop();
  });

  it('offers the model nothing that writes, as nobody can approve here', async () => {
    const client = await connect(server);
    const task = await askTask(client, 'Propose a claim');
    expect(textOf(task)).toContain('I could not write.');
    expect(JSON.stringify(task)).toContain('There is no tool');
    const [{ tools }] = model.requests;
    expect(tools.map(tool => tool.function.name)).not.toContain(
      'propose-claim',
    );
  });

  /** Begins a task that waits for `release`. */
  async function begin(client: Client) {
    const responses = client.sendMessageStream(question('WAIT'));
    let id = '';
    for (;;) {
      const { value } = await responses.next();
      if (value?.payload?.$case === 'task') id = value.payload.value.id;
      if (value?.payload?.$case === 'artifactUpdate') return { id, responses };
    }
  }

  it('lets a second client follow a task that runs', async () => {
    const client = await connect(server);
    const { id, responses } = await begin(client);
    const second = (await connect(server)).resubscribeTask({
      tenant: '',
      id,
    });
    const { value } = await second.next();
    expect(value?.payload).toMatchObject({
      $case: 'task',
      value: { id, status: { state: TaskState.TASK_STATE_WORKING } },
    });
    release();
    const rest = await readAll(second);
    expect(rest.at(-1)?.payload).toMatchObject({
      value: { status: { state: TaskState.TASK_STATE_COMPLETED } },
    });
    await readAll(responses);
    expect(textOf(await client.getTask({ tenant: '', id }))).toContain(
      'second.',
    );
  });

  it('cancels a task that runs', async () => {
    const client = await connect(server);
    const { id, responses } = await begin(client);
    const cancelled = await client.cancelTask({
      tenant: '',
      id,
      metadata: undefined,
    });
    expect(cancelled.status?.state).toBe(TaskState.TASK_STATE_CANCELED);
    await readAll(responses);
    const kept = await client.getTask({ tenant: '', id });
    expect(kept.status?.state).toBe(TaskState.TASK_STATE_CANCELED);
    // Asking again is no error.
    const again = await client.cancelTask({
      tenant: '',
      id,
      metadata: undefined,
    });
    expect(again.status?.state).toBe(TaskState.TASK_STATE_CANCELED);
  });
});
