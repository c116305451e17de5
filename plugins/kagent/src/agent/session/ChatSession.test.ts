import type { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { AT, exchange } from '../__testUtils__/events';
import { type ChatApi, ChatSession } from './ChatSession';

async function* streamOf(
  events: ChatEvent[],
  failure?: Error,
): AsyncIterable<ChatEvent> {
  yield* events;
  if (failure) throw failure;
}

function createSession(overrides: Partial<ChatApi>) {
  const api: jest.Mocked<ChatApi> = {
    getConversation: jest.fn(),
    sendMessage: jest.fn(),
    followConversation: jest.fn(() => streamOf([])),
    cancel: jest.fn(async () => undefined),
    ...overrides,
  } as jest.Mocked<ChatApi>;
  const session = ChatSession.create({
    api,
    id: 'c1',
    wait: async () => undefined,
    schedule: notify => notify(),
  });
  return { api, session };
}

const conversation = (events: ChatEvent[]) => ({
  id: 'c1',
  agent: 'consultant',
  title: 't',
  createdAt: AT,
  updatedAt: AT,
  owner: 'user:default/founder',
  access: 'owner' as const,
  pinned: false,
  sharedWith: [],
  feedback: [],
  events,
});
const all = exchange('Why?', 'Because.');
const texts = (session: ChatSession) =>
  session.getState().thread.messages.map(message => message.text);

it('sends, shows the message at once, and takes in the answer', async () => {
  const { api, session } = createSession({
    sendMessage: jest.fn(() => streamOf(all)),
  });
  const seen: (string | undefined)[] = [];
  session.subscribe(() => seen.push(session.getState().outgoing));
  await session.send('Why?');
  expect(api.sendMessage).toHaveBeenCalledWith(
    'c1',
    { text: 'Why?' },
    { signal: expect.any(AbortSignal) },
  );
  expect(seen[0]).toBe('Why?');
  expect(session.getState()).toMatchObject({
    status: 'idle',
    outgoing: undefined,
    failure: undefined,
  });
  expect(texts(session)).toEqual(['Why?', 'Because.']);
});

it('keeps a message that did not get there, and sends it again', async () => {
  const sendMessage = jest
    .fn()
    .mockImplementationOnce(() => streamOf([], new Error('offline')))
    .mockImplementationOnce(() => streamOf(all));
  const { session } = createSession({ sendMessage });
  await session.send('Why?');
  expect(session.getState()).toMatchObject({
    status: 'idle',
    outgoing: 'Why?',
    failure: { kind: 'send', error: { message: 'offline' } },
  });
  await session.retry();
  expect(session.getState().failure).toBeUndefined();
  expect(texts(session)).toEqual(['Why?', 'Because.']);
});

it('takes a broken stream up behind the last event', async () => {
  const followConversation = jest.fn(() => streamOf(all.slice(3)));
  const { session } = createSession({
    sendMessage: () => streamOf(all.slice(0, 3), new Error('cut')),
    followConversation,
  });
  await session.send('Why?');
  expect(followConversation).toHaveBeenCalledWith(
    'c1',
    { after: 3 },
    { signal: expect.any(AbortSignal) },
  );
  expect(texts(session)).toEqual(['Why?', 'Because.']);
  expect(session.getState().failure).toBeUndefined();
});

it('asks again from the last event when one is missing', async () => {
  const followConversation = jest.fn(() => streamOf(all.slice(2)));
  const { session } = createSession({
    sendMessage: () => streamOf([...all.slice(0, 2), ...all.slice(3)]),
    followConversation,
  });
  await session.send('Why?');
  expect(followConversation.mock.calls[0]).toEqual(
    expect.arrayContaining([{ after: 2 }]),
  );
  expect(session.getState().thread.messages[1].steps).toEqual([
    'Searching the docs',
  ]);
  expect(texts(session)).toEqual(['Why?', 'Because.']);
});

it('gives up when the portal is away for long, and goes on when asked', async () => {
  const followConversation = jest.fn(() => streamOf([], new Error('cut')));
  const { session } = createSession({
    sendMessage: () => streamOf(all.slice(0, 3), new Error('cut')),
    followConversation,
  });
  const seen: unknown[] = [];
  session.subscribe(() => seen.push(session.getState().isReconnecting));
  await session.send('Why?');
  expect(followConversation).toHaveBeenCalledTimes(15);
  expect(seen).toContain(true);
  expect(session.getState()).toMatchObject({
    status: 'idle',
    isReconnecting: false,
    failure: { kind: 'connection', error: { message: 'cut' } },
  });
  followConversation.mockImplementation(() => streamOf(all.slice(3)));
  await session.retry();
  expect(session.getState().failure).toBeUndefined();
  expect(texts(session)).toEqual(['Why?', 'Because.']);
});

it('loads a conversation and follows an answer that still runs', async () => {
  const followConversation = jest.fn(() => streamOf(all.slice(3)));
  const { session } = createSession({
    getConversation: async () => conversation(all.slice(0, 3)),
    followConversation,
  });
  await session.load();
  expect(followConversation).toHaveBeenCalledTimes(1);
  expect(session.getState().status).toBe('idle');
  expect(texts(session)).toEqual(['Why?', 'Because.']);
});

it('loads a finished conversation without following it', async () => {
  const { api, session } = createSession({
    getConversation: async () => conversation(all),
  });
  await session.load();
  expect(api.followConversation).not.toHaveBeenCalled();
});

it('tells that it could not load, and loads again', async () => {
  const getConversation = jest
    .fn()
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValueOnce(conversation(all));
  const { session } = createSession({ getConversation });
  await session.load();
  expect(session.getState().failure?.kind).toBe('load');
  await session.retry();
  expect(texts(session)).toEqual(['Why?', 'Because.']);
});

it('stops a running answer and keeps what was said', async () => {
  let release: () => void = () => undefined;
  const stopped = new Promise<void>(resolve => {
    release = resolve;
  });
  const { api, session } = createSession({
    async *sendMessage() {
      yield* all.slice(0, 4);
      await stopped;
      yield {
        seq: 5,
        messageId: 'a1',
        type: 'message-end',
        finishReason: 'cancelled',
      };
    },
    cancel: jest.fn(async () => release()),
  });
  const sending = session.send('Why?');
  await session.stop();
  await session.stop();
  await sending;
  expect(api.cancel).toHaveBeenCalledTimes(1);
  expect(session.getState()).toMatchObject({
    status: 'idle',
    isStopping: false,
  });
  expect(session.getState().thread.messages[1]).toMatchObject({
    text: 'Because.',
    finishReason: 'cancelled',
  });
});

it('asks one question at a time', async () => {
  const { api, session } = createSession({
    sendMessage: jest.fn(() => streamOf(all)),
  });
  await Promise.all([session.send('Why?'), session.send('Why?')]);
  expect(api.sendMessage).toHaveBeenCalledTimes(1);
});

it('is silent once it is let go', async () => {
  const { session } = createSession({ sendMessage: () => streamOf(all) });
  const listener = jest.fn();
  session.subscribe(listener);
  session.dispose();
  await session.send('Why?');
  expect(listener).not.toHaveBeenCalled();
  expect(texts(session)).toEqual([]);
});

describe('a decision', () => {
  const request = {
    digest: 'f'.repeat(64),
    decisions: [{ toolCallId: 't', approved: true }],
  };

  it('is passed on, and the rest of the answer taken in', async () => {
    const { api, session } = createSession({
      decideApproval: jest.fn(() => streamOf(all)),
    });
    await session.decide('p', request);
    expect(api.decideApproval).toHaveBeenCalledWith('c1', 'p', request, {
      signal: expect.any(AbortSignal),
    });
    expect(texts(session)).toEqual(['Why?', 'Because.']);
    expect(session.getState()).toMatchObject({ status: 'idle' });
  });

  it('that is refused reads the conversation anew, and says so', async () => {
    const { session } = createSession({
      decideApproval: jest.fn(() => streamOf([], new Error('stale'))),
      getConversation: jest.fn(async () => conversation(all)),
    });
    await session.decide('p', request);
    expect(texts(session)).toEqual(['Why?', 'Because.']);
    expect(session.getState()).toMatchObject({
      status: 'idle',
      failure: { kind: 'decide', error: { message: 'stale' } },
    });
  });
});

describe('an edited question', () => {
  it('takes the place of the earlier one, with what that carried', async () => {
    const { api, session } = createSession({
      sendMessage: jest.fn(() => streamOf([])),
      getConversation: async () => conversation(all),
    });
    await session.load();
    const [asked] = session.getState().thread.messages;
    await session.edit(
      {
        ...asked,
        attachments: [{ kind: 'log', title: 'web-0', text: 'OOM' }],
      },
      'Why not?',
    );
    expect(api.sendMessage).toHaveBeenCalledWith(
      'c1',
      {
        text: 'Why not?',
        replaces: 'q1',
        attachments: [{ kind: 'log', title: 'web-0', text: 'OOM' }],
      },
      { signal: expect.any(AbortSignal) },
    );
  });

  it('that did not get there is sent again as the edit it is', async () => {
    const sendMessage = jest
      .fn()
      .mockImplementationOnce(() => streamOf([], new Error('offline')))
      .mockImplementationOnce(() => streamOf(all));
    const { session } = createSession({ sendMessage });
    await session.send('Why?', { replaces: 'q1' });
    expect(session.getState().outgoingWith).toEqual({ replaces: 'q1' });
    await session.retry();
    expect(sendMessage.mock.calls[1][1]).toEqual({
      text: 'Why?',
      replaces: 'q1',
    });
    expect(session.getState().outgoingWith).toBeUndefined();
  });
});

describe('feedback', () => {
  const good = { messageId: 'a1', rating: 'good' as const, text: undefined };

  it('shows at once, and can be taken back', async () => {
    const giveFeedback = jest.fn(async () => undefined);
    const { session } = createSession({ giveFeedback });
    const given = session.giveFeedback('a1', { rating: 'good' });
    expect(session.getState().feedback).toEqual({ a1: good });
    await given;
    await session.giveFeedback('a1', {});
    expect(session.getState().feedback).toEqual({});
    expect(giveFeedback.mock.calls).toEqual([
      ['c1', 'a1', { rating: 'good' }],
      ['c1', 'a1', {}],
    ]);
  });

  it('is as before when it could not be stored', async () => {
    const { session } = createSession({
      giveFeedback: jest.fn().mockRejectedValue(new Error('offline')),
      getConversation: async () => ({
        ...conversation(all),
        feedback: [good],
      }),
    });
    await session.load();
    await session.giveFeedback('a1', { rating: 'bad', text: 'Wrong.' });
    expect(session.getState()).toMatchObject({
      feedback: { a1: good },
      failure: { kind: 'feedback' },
    });
  });
});

describe('what was said elsewhere', () => {
  it('is taken in, and an answer that runs there is followed', async () => {
    const more = exchange('And?', 'So.', 6);
    const followConversation = jest
      .fn()
      .mockImplementationOnce(() => streamOf(more.slice(0, 3)))
      .mockImplementationOnce(() => streamOf(more.slice(3)));
    const { session } = createSession({
      getConversation: async () => conversation(all),
      followConversation,
    });
    await session.load();
    const seen = new Set<string>();
    session.subscribe(() => seen.add(session.getState().status));
    await session.refresh();
    expect(texts(session)).toEqual(['Why?', 'Because.', 'And?', 'So.']);
    expect([...seen]).toEqual(['running', 'idle']);
    expect(followConversation.mock.calls.map(call => call[1])).toEqual([
      { after: 5 },
      { after: 8 },
    ]);
  });

  it('is not asked for while an answer runs, and no failure shows', async () => {
    const followConversation = jest.fn(() => streamOf([], new Error('cut')));
    const { session } = createSession({
      sendMessage: () => streamOf(all),
      getConversation: async () => conversation(all),
      followConversation,
    });
    const sending = session.send('Why?');
    await session.refresh();
    expect(followConversation).not.toHaveBeenCalled();
    await sending;
    await session.refresh();
    expect(followConversation).toHaveBeenCalledTimes(1);
    expect(session.getState()).toMatchObject({
      status: 'idle',
      failure: undefined,
    });
  });
});

it('knows of a loaded conversation whose it is', async () => {
  const { session } = createSession({
    getConversation: async () => ({
      ...conversation(all),
      access: 'reader' as const,
    }),
  });
  await session.load();
  expect(session.getState().conversation?.access).toBe('reader');
});
