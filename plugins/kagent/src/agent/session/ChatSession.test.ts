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

it('gives up after three broken connections, and goes on when asked', async () => {
  const followConversation = jest.fn(() => streamOf([], new Error('cut')));
  const { session } = createSession({
    sendMessage: () => streamOf(all.slice(0, 3), new Error('cut')),
    followConversation,
  });
  await session.send('Why?');
  expect(followConversation).toHaveBeenCalledTimes(3);
  expect(session.getState()).toMatchObject({
    status: 'idle',
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
