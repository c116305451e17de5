import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { readAll } from '../../__testUtils__/startKagent';
import { RuntimeEvent } from '../AgentRuntime';
import { AnswerPart } from './Answer';
import { Consultant } from './Consultant';
import { ConsultantExecutor } from './ConsultantExecutor';
import { ConsultantRuntime, toContext } from './ConsultantRuntime';
import { RecentTaskStore } from './RecentTaskStore';
import { createConsultantCard } from './consultantCard';
import { TaskState } from '@a2a-js/sdk';

const founder = mockCredentials.user('user:default/founder');

function create(answer: (question: string) => AsyncGenerator<AnswerPart>) {
  let count = 0;
  const generateId = () => {
    count += 1;
    return `id-${count}`;
  };
  const consultant: Pick<Consultant, 'answer'> = { answer };
  const runtime = ConsultantRuntime.create({
    card: createConsultantCard({ url: 'http://localhost' }),
    executor: ConsultantExecutor.create({
      consultant,
      logger: mockServices.logger.mock(),
      now: () => new Date(0),
      generateId,
    }),
    tasks: RecentTaskStore.create({ maxTasks: 9 }),
    generateId,
  });
  const stream = (signal = new AbortController().signal) =>
    runtime.stream({
      agentId: 'consultant',
      conversationId: 'c',
      history: [],
      attachments: [],
      text: 'question',
      credentials: founder,
      signal,
    });
  return { runtime, stream };
}

const source = {
  id: 'a#b',
  title: 'A',
  heading: 'B',
  url: '/docs/a/#b',
  quote: 'Q',
};

describe('ConsultantRuntime', () => {
  it('turns an answer into events', async () => {
    const { stream } = create(async function* answer() {
      yield { type: 'status', text: 'Searching' };
      yield { type: 'text', text: 'one ' };
      yield { type: 'source', source };
      yield { type: 'text', text: 'two' };
      yield {
        type: 'action',
        input: { a: 1 },
        output: { title: 'Open', path: '/create' },
        durationMs: 5,
      };
    });
    const events: RuntimeEvent[] = await readAll(stream());
    expect(events).toEqual([
      { type: 'status', text: 'Searching' },
      { type: 'text-delta', delta: 'one ' },
      { type: 'source', ...source },
      { type: 'text-delta', delta: 'two' },
      {
        type: 'tool-input-available',
        toolCallId: expect.any(String),
        toolName: 'open-template',
        input: { a: 1 },
      },
      {
        type: 'tool-output-available',
        toolCallId: expect.any(String),
        output: { title: 'Open', path: '/create' },
        isError: false,
        durationMs: 5,
      },
      { type: 'message-end', finishReason: 'stop' },
    ]);
  });

  it('ends with an error when the consultant fails', async () => {
    const { stream } = create(async function* answer() {
      yield { type: 'text', text: 'one' };
      throw new Error('secret detail');
    });
    const events = await readAll(stream());
    expect(events).toMatchObject([
      { type: 'text-delta' },
      { type: 'error', message: expect.stringContaining('ask again') },
      { type: 'message-end', finishReason: 'error' },
    ]);
    expect(JSON.stringify(events)).not.toContain('secret detail');
  });

  it('cancels the task when the answer is stopped', async () => {
    const abort = new AbortController();
    let resume = () => {};
    const { runtime, stream } = create(async function* answer() {
      yield { type: 'text', text: 'one' };
      await new Promise<void>(resolve => {
        resume = resolve;
      });
      yield { type: 'text', text: 'two' };
      yield { type: 'text', text: 'three' };
    });
    const seen: RuntimeEvent[] = [];
    await expect(async () => {
      for await (const event of stream(abort.signal)) {
        seen.push(event);
        abort.abort(new Error('stopped'));
        resume();
      }
    }).rejects.toThrow('stopped');
    expect(seen).toEqual([{ type: 'text-delta', delta: 'one' }]);
    const { tasks } = await runtime.requestHandler.listTasks(
      {
        tenant: '',
        contextId: 'c',
        status: TaskState.TASK_STATE_UNSPECIFIED,
        pageToken: '',
        statusTimestampAfter: undefined,
      },
      toContext('user:default/founder'),
    );
    expect(tasks.map(({ status }) => status?.state)).toEqual([
      TaskState.TASK_STATE_CANCELED,
    ]);
  });
});
