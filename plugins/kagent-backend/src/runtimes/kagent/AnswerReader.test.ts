import type { Message, StreamResponse, Task } from '@a2a-js/sdk';
import { Role, TaskState } from '@a2a-js/sdk';
import { RuntimeEvent } from '../AgentRuntime';
import { toTextPart } from '../a2aMessages';
import { AnswerReader } from './AnswerReader';
import { textOf } from './__testUtils__/startRuntime';

type Parts = Message['parts'];
let count = 0;

function message(
  parts: Parts,
  metadata?: Record<string, unknown>,
  role = Role.ROLE_AGENT,
): Message {
  count += 1;
  return {
    messageId: `m-${count}`,
    contextId: 'c',
    taskId: 't',
    role,
    parts,
    metadata,
    extensions: [],
    referenceTaskIds: [],
  };
}

const text = (value: string, metadata?: Record<string, unknown>) => [
  { ...toTextPart(value), metadata },
];
const data = (type: string, value: unknown, more = {}): Parts => [
  {
    content: { $case: 'data', value },
    metadata: { kagent_type: type, ...more },
    filename: '',
    mediaType: 'application/json',
  },
];
const file = (content: Parts[0]['content'], filename = ''): Parts => [
  { content, filename, mediaType: 'image/png', metadata: undefined },
];

const partial = { kagent_adk_partial: true };
const working = TaskState.TASK_STATE_WORKING;
const completed = TaskState.TASK_STATE_COMPLETED;

function update(
  said?: Message,
  state = working,
  metadata?: Record<string, unknown>,
): StreamResponse {
  return {
    payload: {
      $case: 'statusUpdate',
      value: {
        taskId: 't',
        contextId: 'c',
        status: { state, message: said, timestamp: undefined },
        metadata,
      },
    },
  };
}

function artifact(
  parts: Parts,
  options: { append?: boolean; metadata?: Record<string, unknown> } = {},
): StreamResponse {
  return {
    payload: {
      $case: 'artifactUpdate',
      value: {
        taskId: 't',
        contextId: 'c',
        artifact: {
          artifactId: 'a-1',
          name: '',
          description: '',
          parts,
          metadata: undefined,
          extensions: [],
        },
        append: options.append ?? false,
        lastChunk: false,
        metadata: options.metadata,
      },
    },
  };
}

function task(history: Message[], current?: Message, state = working): Task {
  return {
    id: 't',
    contextId: 'c',
    status: { state, message: current, timestamp: undefined },
    history,
    artifacts: [],
    metadata: undefined,
  };
}

const create = () => AnswerReader.create({ now: () => 0 });
const readAll = (responses: StreamResponse[]): RuntimeEvent[] => {
  const reader = create();
  return responses.flatMap(response => reader.read(response));
};
const calls = (events: RuntimeEvent[]) =>
  events.filter(({ type }) => type.startsWith('tool-'));

describe('AnswerReader', () => {
  describe('text', () => {
    it('does not tell what the person said', () => {
      const question = message(text('Why?'), undefined, Role.ROLE_USER);
      expect(textOf(readAll([update(question)]))).toBe('');
    });

    it('does not tell what a model thinks', () => {
      const parts = [...text('Hm.', { kagent_thought: true }), ...text('Yes.')];
      expect(textOf(readAll([update(message(parts))]))).toBe('Yes.');
    });

    it('tells pieces once that come in a message and in an artifact', () => {
      const pieces = ['a', 'a', 'b'].flatMap(piece => [
        update(message(text(piece), partial), working, partial),
        artifact(text(piece), { metadata: partial }),
      ]);
      expect(textOf(readAll(pieces))).toBe('aab');
    });

    it('tells pieces that come in artifacts alone', () => {
      const pieces = ['One ', 'two.'].map(piece =>
        artifact(text(piece), { metadata: partial }),
      );
      expect(textOf(readAll([...pieces, artifact(text('One two.'))]))).toBe(
        'One two.',
      );
    });

    it('tells an artifact that is appended to', () => {
      expect(
        textOf(
          readAll([
            artifact(text('One ')),
            artifact(text('two.'), { append: true }),
          ]),
        ),
      ).toBe('One two.');
    });

    it('does not tell the last text again at the end', () => {
      expect(
        textOf(
          readAll([
            update(message(text('Done.'))),
            artifact(text('Done.')),
            update(message(text('Done.')), completed),
          ]),
        ),
      ).toBe('Done.');
    });

    it('takes the parts of a message for one text', () => {
      const pieces = ['One ', 'two.'];
      expect(
        textOf(
          readAll([
            ...pieces.map(piece => update(message(text(piece), partial))),
            update(message(pieces.flatMap(piece => text(piece)))),
          ]),
        ),
      ).toBe('One two.');
    });

    it('tells a task as it stands once, whichever of its places holds the text', () => {
      const whole = message(text('Done.'));
      const reader = create();
      const events = [
        ...reader.readTask({
          ...task([], whole),
          artifacts: [
            {
              artifactId: 'a',
              name: '',
              description: '',
              parts: text('Done.'),
              metadata: undefined,
              extensions: [],
            },
          ],
        }),
        ...reader.readTask(task([whole], undefined, completed)),
      ];
      expect(textOf(events)).toBe('Done.');
    });

    it('waits for the whole text when pieces may have been missed', () => {
      const reader = create();
      const first = message(text('One '), partial);
      const events = [
        ...reader.read(update(first)),
        // Here the connection was lost, and "two " with it; controllers keep no pieces but the newest.
        ...reader.readTask(task([], message(text('two '), partial))),
        ...reader.read(update(message(text('three'), partial))),
        ...reader.read(update(message(text('One two three')))),
      ];
      expect(events.filter(({ type }) => type === 'text-delta')).toEqual([
        { type: 'text-delta', delta: 'One ' },
        { type: 'text-delta', delta: 'two three' },
      ]);
    });

    it('does not tell the pieces of a text that it told as a whole', () => {
      const reader = create();
      const before = message([toTextPart('So far. ')]);
      const piece = message([toTextPart('And ')], partial);
      const whole = message([toTextPart('And on.')]);
      const events = [
        ...reader.readTask(task([before])),
        ...reader.read(update(piece)),
        ...reader.read(update(whole)),
        ...reader.readTask(task([before, piece, whole], undefined, completed)),
      ];
      expect(textOf(events)).toBe('So far. \n\nAnd on.');
    });
  });

  describe('tokens', () => {
    const used = (input: number, output: number) => ({
      kagent_usage_metadata: {
        promptTokenCount: input,
        candidatesTokenCount: output,
      },
    });

    it('are counted once a message, and not again with the end', () => {
      const events = readAll([
        update(message(text('One.'), used(10, 5)), working, used(10, 5)),
        update(message(text('Two.'), used(20, 7)), working, used(20, 7)),
        update(undefined, completed, used(20, 7)),
      ]);
      expect(events.slice(-2)).toEqual([
        { type: 'usage', inputTokens: 30, outputTokens: 12 },
        { type: 'message-end', finishReason: 'stop' },
      ]);
    });

    it('are not counted for the message that a task waits with', () => {
      const waiting = message(
        data('function_call', {
          id: 'conf',
          name: 'adk_request_confirmation',
          args: {
            originalFunctionCall: { id: 'a', name: 'delete_pod', args: {} },
          },
        }),
      );
      const events = readAll([
        update(message(text('One.'), used(10, 5))),
        update(waiting),
        update(waiting, TaskState.TASK_STATE_INPUT_REQUIRED, used(10, 5)),
      ]);
      expect(events).toContainEqual({
        type: 'usage',
        inputTokens: 10,
        outputTokens: 5,
      });
    });
  });

  describe('what is no text and no call', () => {
    it.each([
      [{ $case: 'raw' as const, value: Buffer.from('abc') }, { bytes: 3 }],
      [
        { $case: 'url' as const, value: 'https://x.invalid/a.png' },
        { address: 'https://x.invalid/a.png' },
      ],
    ])('tells of a file like of a call: %j', (content, known) => {
      const parts = file(content, 'a.png');
      const events = readAll([update(message(parts)), artifact(parts)]);
      expect(calls(events)).toEqual([
        {
          type: 'tool-input-available',
          toolCallId: expect.any(String),
          toolName: 'send_file',
          input: { name: 'a.png', mediaType: 'image/png', ...known },
        },
        expect.objectContaining({
          type: 'tool-output-available',
          output: expect.stringContaining('does not keep files'),
        }),
      ]);
    });

    it('tells of code that the agent runs, and what it came to', () => {
      const events = readAll([
        update(
          message(
            data('executable_code', { code: 'print(1)', language: 'PYTHON' }),
          ),
        ),
        update(
          message(
            data('code_execution_result', {
              outcome: 'OUTCOME_FAILED',
              output: 'no',
            }),
          ),
        ),
      ]);
      const [call, result] = calls(events);
      expect(call).toMatchObject({
        toolName: 'run_code',
        input: { code: 'print(1)', language: 'PYTHON' },
      });
      expect(result).toMatchObject({ output: 'no', isError: true });
      expect(Object(result).toolCallId).toBe(Object(call).toolCallId);
    });

    it('tells of a result whose code it did not see', () => {
      const events = readAll([
        update(message(data('code_execution_result', { output: 'yes' }))),
      ]);
      expect(calls(events)).toMatchObject([
        { toolName: 'run_code' },
        { output: 'yes', isError: false },
      ]);
    });

    it('says that a tool waits for a sign-in, and ends', () => {
      const signIn = message(
        data('function_call', { id: 'x', name: 'adk_request_credential' }),
      );
      expect(
        readAll([
          update(signIn),
          update(signIn, TaskState.TASK_STATE_AUTH_REQUIRED),
        ]).slice(1),
      ).toEqual([
        { type: 'status', text: expect.stringContaining('sign-in') },
        expect.objectContaining({ type: 'error' }),
        { type: 'message-end', finishReason: 'error' },
      ]);
    });

    it('passes over parts of a kind that it does not know', () => {
      expect(calls(readAll([update(message(data('secret', {})))]))).toEqual([]);
    });
  });

  describe('calls of agents of the agent', () => {
    const wait = (payload: unknown, name = 'kagent__NS__helper') =>
      readAll([
        update(
          message(
            data('function_call', {
              id: 'conf',
              name: 'adk_request_confirmation',
              args: {
                originalFunctionCall: { id: 'outer', name, args: {} },
                toolConfirmation: { confirmed: false, payload },
              },
            }),
          ),
          TaskState.TASK_STATE_INPUT_REQUIRED,
        ),
      ]);
    const inner = (id: string, name: string) => ({
      name: 'adk_request_confirmation',
      id: `conf-${id}`,
      originalFunctionCall: { id, name, args: { name: 'web-0' } },
    });

    it('are decided by their own ids', () => {
      const parts = [inner('a', 'delete_pod'), inner('b', 'delete_job')];
      const events = wait({ task_id: 'sub', hitl_parts: parts });
      expect(
        events.find(({ type }) => type === 'approval-request'),
      ).toMatchObject({ toolCallIds: ['a', 'b'] });
      expect(calls(events)).toMatchObject([
        { toolName: 'delete_pod', input: { name: 'web-0' } },
        { toolName: 'delete_job' },
      ]);
    });

    it.each([
      ['are not said', { task_id: 'sub', hitl_parts: null }],
      ['are none', { task_id: 'sub', hitl_parts: [] }],
      ['are unknown', undefined],
      [
        'are those of yet another agent',
        { task_id: 'sub', hitl_parts: [inner('a', 'kagent__NS__third')] },
      ],
      [
        'have no id',
        {
          task_id: 'sub',
          hitl_parts: [{ originalFunctionCall: { name: 'delete_pod' } }],
        },
      ],
    ])('are not decided when they %s', (_, payload) => {
      const events = wait(payload);
      expect(events.some(({ type }) => type === 'approval-request')).toBe(
        false,
      );
      expect(events).toContainEqual({
        type: 'error',
        name: 'AgentFailedError',
        message: expect.stringContaining('nothing was passed on'),
      });
    });
  });

  it('knows the session of an agent that it asks', () => {
    const reader = create();
    reader.read(
      update(
        message(
          data(
            'function_call',
            { id: 'a', name: 'kagent__NS__helper', args: {} },
            { kagent_subagent_session_id: 's-1' },
          ),
        ),
      ),
    );
    expect([...reader.subagents]).toEqual([
      ['a', { agent: 'kagent/helper', sessionId: 's-1', state: 'running' }],
    ]);
    reader.read(
      update(
        message(
          data('function_response', {
            id: 'a',
            name: 'kagent__NS__helper',
            response: { result: 'done', subagent_session_id: 's-1' },
          }),
        ),
      ),
    );
    expect(reader.subagents.get('a')?.state).toBe('done');
  });
});
