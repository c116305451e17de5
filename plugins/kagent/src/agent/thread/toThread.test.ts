import type { ChatEvent } from '@zerotouch/plugin-kagent-common';
import {
  AT,
  type EventBody,
  exchange,
  numbered,
  runbook,
} from '../__testUtils__/events';
import { isUnanswered } from './Thread';
import { applyEvent, toThread } from './toThread';

const start: EventBody = {
  type: 'message-start',
  role: 'assistant',
  agent: 'consultant',
  createdAt: AT,
};

function answerOf(...bodies: EventBody[]) {
  return toThread(numbered('m', [start, ...bodies])).messages[0];
}

it('folds a question and its answer', () => {
  const thread = toThread(exchange('Why?', 'Because.'));
  expect(thread.lastSeq).toBe(5);
  expect(thread.messages.map(m => [m.role, m.text, m.finishReason])).toEqual([
    ['user', 'Why?', undefined],
    ['assistant', 'Because.', 'stop'],
  ]);
});

it('leaves out what it has seen, whatever the order', () => {
  const events = exchange('Why?', 'Because.');
  const whole = toThread(events);
  expect(toThread([...events, ...events])).toEqual(whole);
  expect(toThread([...events, events[3], events[1]])).toEqual(whole);
  expect(applyEvent(whole, events[3])).toBe(whole);
});

it('puts deltas together in order', () => {
  expect(
    answerOf(
      { type: 'text-delta', delta: 'Use ' },
      { type: 'text-delta', delta: '`XDragonfly`' },
      { type: 'text-delta', delta: '.' },
    ).text,
  ).toBe('Use `XDragonfly`.');
});

it('shows a call as it was told last, because that is what waits', () => {
  const call = { type: 'tool-input-available', toolCallId: 't' } as const;
  expect(
    answerOf(
      { ...call, toolName: 'get_pod', input: {} },
      { ...call, toolName: 'delete_pod', input: { name: 'web-0' } },
    ).toolCalls,
  ).toEqual([{ id: 't', name: 'delete_pod', input: { name: 'web-0' } }]);
});

it('keeps messages that an event does not touch', () => {
  const before = toThread(exchange('Why?', 'Because.'));
  const after = toThread([
    ...exchange('Why?', 'Because.'),
    ...exchange('And?', 'So.', 6),
  ]);
  const next = applyEvent(before, exchange('And?', 'So.', 6)[0]);
  expect(next.messages[0]).toBe(before.messages[0]);
  expect(next.messages[1]).toBe(before.messages[1]);
  expect(after.messages).toHaveLength(4);
});

it.each<[string, EventBody[], object]>([
  [
    'sources, each once',
    [
      { type: 'source', ...runbook },
      { type: 'source', ...runbook },
    ],
    { sources: [runbook] },
  ],
  [
    'steps',
    [
      { type: 'status', text: 'a' },
      { type: 'status', text: 'b' },
    ],
    { steps: ['a', 'b'] },
  ],
  [
    'a running tool call',
    [
      {
        type: 'tool-input-available',
        toolCallId: 't',
        toolName: 'search',
        input: { q: 1 },
      },
    ],
    { toolCalls: [{ id: 't', name: 'search', input: { q: 1 } }] },
  ],
  [
    'the output of an unknown call',
    [
      {
        type: 'tool-output-available',
        toolCallId: 'x',
        output: 1,
        isError: false,
        durationMs: 1,
      },
    ],
    { toolCalls: [], offers: [] },
  ],
  [
    'an error and its end',
    [
      { type: 'error', name: 'E', message: 'Broken.' },
      { type: 'message-end', finishReason: 'error' },
    ],
    { error: { name: 'E', message: 'Broken.' }, finishReason: 'error' },
  ],
  [
    'an approval and its decision',
    [
      {
        type: 'approval-request',
        approvalId: 'p',
        toolCallIds: ['t'],
        digest: 'd',
      },
      { type: 'approval-response', approvalId: 'p', approved: false },
    ],
    {
      approvals: [
        {
          id: 'p',
          toolCallIds: ['t'],
          digest: 'd',
          decided: { decisions: [{ toolCallId: 't', approved: false }] },
        },
      ],
    },
  ],
])('takes in %s', (_, bodies, expected) => {
  expect(answerOf(...bodies)).toMatchObject(expected);
});

describe('an offered action', () => {
  const offering = (
    toolName: string,
    output: unknown,
    isError = false,
  ): EventBody[] => [
    { type: 'tool-input-available', toolCallId: 't', toolName, input: {} },
    {
      type: 'tool-output-available',
      toolCallId: 't',
      output,
      isError,
      durationMs: 3,
    },
  ];
  const good = { title: 'Open the template', path: '/create/templates/x?a=b' };

  it('is offered when the tool says so', () => {
    expect(answerOf(...offering('open-template', good)).offers).toEqual([good]);
  });

  it.each<[string, EventBody[]]>([
    ['another tool', offering('search', good)],
    ['a failed call', offering('open-template', good, true)],
    ['no object', offering('open-template', 'x')],
    [
      'a foreign place',
      offering('open-template', { ...good, path: 'https://evil.example/' }),
    ],
    [
      'a foreign place in disguise',
      offering('open-template', { ...good, path: '/\\evil.example/' }),
    ],
  ])('is not made of %s', (_, bodies) => {
    const message = answerOf(...bodies);
    expect(message.offers).toEqual([]);
    expect(message.toolCalls[0].result).toBeDefined();
  });
});

it.each<[string, ChatEvent[], boolean]>([
  ['nothing said', [], false],
  ['a question alone', exchange('a', 'b').slice(0, 1), true],
  ['an answer that runs', exchange('a', 'b').slice(0, 4), true],
  ['an answer that ended', exchange('a', 'b'), false],
])('knows of %s whether an answer is missing', (_, events, expected) => {
  expect(isUnanswered(toThread(events))).toBe(expected);
});

it('takes a decision, and what a decided tool answers, into the message that waited', () => {
  const at = { agent: 'cluster', createdAt: AT, role: 'assistant' as const };
  const thread = toThread([
    ...numbered('m1', [
      { type: 'message-start', ...at },
      {
        type: 'tool-input-available',
        toolCallId: 't',
        toolName: 'delete_pod',
        input: {},
      },
      {
        type: 'approval-request',
        approvalId: 'p',
        toolCallIds: ['t'],
        digest: 'd',
      },
      { type: 'message-end', finishReason: 'approval' },
    ]),
    ...numbered(
      'm2',
      [
        { type: 'message-start', ...at },
        {
          type: 'approval-response',
          approvalId: 'p',
          approved: true,
          decidedBy: 'user:default/ada',
          decisions: [{ toolCallId: 't', approved: true }],
        },
        {
          type: 'tool-output-available',
          toolCallId: 't',
          output: 'done',
          isError: false,
          durationMs: 1,
        },
        { type: 'text-delta', delta: 'Deleted.' },
      ],
      5,
    ),
  ]);
  expect(thread.messages).toMatchObject([
    {
      approvals: [{ decided: { by: 'user:default/ada' } }],
      toolCalls: [{ result: { output: 'done' } }],
    },
    { text: 'Deleted.', toolCalls: [], approvals: [] },
  ]);
});

it('begins an interrupted answer anew and keeps nothing of it', () => {
  const untouched = answerOf();
  expect(
    answerOf(
      { type: 'text-delta', delta: 'Half an' },
      { type: 'source', ...runbook },
      { type: 'status', text: 'a' },
      { type: 'usage', inputTokens: 3, outputTokens: 1 },
      {
        type: 'tool-input-available',
        toolCallId: 't',
        toolName: 'search',
        input: {},
      },
      { type: 'error', name: 'E', message: 'Cut.' },
      { type: 'message-restart' },
    ),
  ).toEqual(untouched);
  expect(
    answerOf(
      { type: 'text-delta', delta: 'Half an' },
      { type: 'message-restart' },
      { type: 'text-delta', delta: 'All of it.' },
    ).text,
  ).toBe('All of it.');
});

it('adds up the tokens of an answer', () => {
  expect(
    answerOf(
      { type: 'usage', inputTokens: 100, outputTokens: 7 },
      { type: 'usage', inputTokens: 20, outputTokens: 3 },
    ).usage,
  ).toEqual({ inputTokens: 120, outputTokens: 10 });
  expect(answerOf().usage).toBeUndefined();
});

it('shows of an asked agent what was told of it last', () => {
  const update = {
    type: 'subagent-update',
    toolCallId: 't',
    agent: 'k8s',
  } as const;
  expect(
    answerOf(
      { ...update, state: 'running', steps: [{ kind: 'text', text: 'a' }] },
      { ...update, toolCallId: 'u', state: 'waiting', steps: [] },
      { ...update, state: 'done', steps: [{ kind: 'tool', text: 'get_pod' }] },
    ).subagents,
  ).toEqual([
    {
      toolCallId: 't',
      agent: 'k8s',
      state: 'done',
      steps: [{ kind: 'tool', text: 'get_pod' }],
    },
    { toolCallId: 'u', agent: 'k8s', state: 'waiting', steps: [] },
  ]);
});

it('keeps what was attached, and what is to be known of the end', () => {
  const attachments = [{ kind: 'log' as const, title: 'web-0', text: 'OOM' }];
  const [asked, answered] = toThread([
    ...numbered('q', [
      { ...start, role: 'user', text: 'Why?', attachments } as EventBody,
    ]),
    ...numbered(
      'a',
      [
        start,
        { type: 'message-end', finishReason: 'cancelled', note: 'It goes on.' },
      ],
      2,
    ),
  ]).messages;
  expect(asked.attachments).toEqual(attachments);
  expect(answered).toMatchObject({ attachments: [], note: 'It goes on.' });
});

describe('a message that stands for an earlier one', () => {
  const replacing = (id: string, replaces: string, seq: number) =>
    numbered(
      id,
      [{ ...start, role: 'user', text: id, replaces } as EventBody],
      seq,
    );
  const before = [
    ...exchange('First?', 'One.'),
    ...exchange('Second?', 'Two.', 6),
    ...exchange('Third?', 'Three.', 11),
  ];

  it('folds it and all that followed away, and loses nothing', () => {
    const { messages } = toThread([...before, ...replacing('new', 'q6', 16)]);
    expect(messages.map(({ text }) => text)).toEqual(['First?', 'One.', 'new']);
    expect(messages[2].earlier?.map(({ text }) => text)).toEqual([
      'Second?',
      'Two.',
      'Third?',
      'Three.',
    ]);
  });

  it('may itself be replaced', () => {
    const { messages } = toThread([
      ...before,
      ...replacing('new', 'q6', 16),
      ...replacing('newer', 'new', 17),
    ]);
    expect(messages).toHaveLength(3);
    expect(messages[2].earlier?.map(({ id }) => id)).toEqual(['new']);
    expect(messages[2].earlier?.[0].earlier).toHaveLength(4);
  });

  it('takes late news of the folded answer there', () => {
    const thread = toThread([...before, ...replacing('new', 'q6', 16)]);
    const late = applyEvent(thread, {
      type: 'text-delta',
      messageId: 'a11',
      seq: 17,
      delta: ' Late.',
    });
    expect(late.messages[2].earlier?.at(-1)?.text).toBe('Three. Late.');
    expect(late.messages[1]).toBe(thread.messages[1]);
  });

  it('stands at the end when there is no such message', () => {
    const { messages } = toThread([...before, ...replacing('new', 'no', 16)]);
    expect(messages.map(({ id }) => id)).toEqual([
      'q1',
      'a1',
      'q6',
      'a6',
      'q11',
      'a11',
      'new',
    ]);
  });
});

it('takes a token into a conversation of 5,000 messages in well under a millisecond', () => {
  const events: ChatEvent[] = [];
  for (let index = 0; index < 2_500; index++) {
    events.push(...exchange(`Q${index}`, `A${index}`, 1 + index * 5));
  }
  let thread = toThread([
    ...events,
    ...numbered('last', [start], events.length + 1),
  ]);
  expect(thread.messages).toHaveLength(5_001);
  const deltas = 2_000;
  const from = performance.now();
  for (let index = 0; index < deltas; index++) {
    thread = applyEvent(thread, {
      type: 'text-delta',
      messageId: 'last',
      seq: events.length + 2 + index,
      delta: 'x',
    });
  }
  expect((performance.now() - from) / deltas).toBeLessThan(0.5);
  expect(thread.messages.at(-1)?.text).toHaveLength(deltas);
});
