import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  ScriptedRuntime,
  TestClock,
  createDatabase,
  createReplica,
  databaseId,
  founder,
} from '../__testUtils__/createConversations';
import { readAll } from '../__testUtils__/readAll';

const databases = TestDatabases.create({ ids: [databaseId] });
const end = { type: 'message-end', finishReason: 'stop' } as const;
const other = mockCredentials.user('user:default/other');
const { signal } = new AbortController();

let knex: Knex;
let clock: TestClock;
let runtime: ScriptedRuntime;
let portal: ReturnType<typeof createReplica>;

beforeEach(async () => {
  knex = await createDatabase(databases);
  clock = new TestClock();
  runtime = new ScriptedRuntime();
  portal = createReplica({
    knex,
    clock,
    runtime,
    limits: { messagesPerMinute: 100 },
  });
});
afterEach(() => portal.stop());

/** Asks one question in a conversation of its own, a minute after the one before. */
async function talk(text: string, answer = 'Yes.', person = founder) {
  const { conversations } = portal;
  const { id } = await conversations.create(person, { agent: 'scripted' });
  await say(id, text, answer, person);
  return id;
}

async function say(
  id: string,
  text: string,
  answer = 'Yes.',
  person = founder,
) {
  clock.advance(60_000);
  for (const delta of answer.match(/.{1,4}/gsu) ?? []) {
    runtime.emit({ type: 'text-delta', delta });
  }
  runtime.emit(end);
  const { events } = await portal.conversations.send(person, {
    id,
    text,
    signal,
  });
  return readAll(events);
}

const list = (query: { q?: string; cursor?: string; limit?: number } = {}) =>
  portal.conversations.list(founder, { scope: 'own', limit: 30, ...query });

async function find(q: string) {
  const { items } = await list({ q });
  return items.map(({ title }) => title);
}

describe('a name', () => {
  it('that a person gives stays when the first message comes', async () => {
    const { conversations } = portal;
    const { id } = await conversations.create(founder, { agent: 'scripted' });
    const renamed = await conversations.update(founder, id, {
      title: ' The  cache\n',
    });
    expect(renamed).toMatchObject({ title: 'The cache', pinned: false });
    await say(id, 'How big is it?');
    expect((await conversations.get(founder, id)).title).toBe('The cache');
  });

  it('stays even when it is that of a conversation without a message', async () => {
    const { conversations } = portal;
    const { id, title } = await conversations.create(founder, {
      agent: 'scripted',
    });
    await conversations.update(founder, id, { title });
    await say(id, 'How big is it?');
    expect((await conversations.get(founder, id)).title).toBe(title);
  });

  it('holds no secret, and is short', async () => {
    const id = await talk('hello');
    const { title } = await portal.conversations.update(founder, id, {
      title: `${'x'.repeat(80)} password=hunter2`,
    });
    expect(title).not.toContain('hunter2');
    expect([...title].length).toBeLessThanOrEqual(100);
  });

  it('of control characters alone is refused', async () => {
    const id = await talk('hello');
    await expect(
      portal.conversations.update(founder, id, { title: '\u0000' }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('does not move a conversation in the list', async () => {
    const ids = [await talk('one'), await talk('two')];
    await portal.conversations.update(founder, ids[0], { title: 'renamed' });
    const { items } = await list();
    expect(items.map(({ title }) => title)).toEqual(['two', 'renamed']);
  });
});

describe('the list', () => {
  it('has pinned conversations first, page by page, and none twice', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(await talk(name));
    for (const index of [0, 2]) {
      await portal.conversations.update(founder, ids[index], { pinned: true });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 1, cursor });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['c', 'a', 'e', 'd', 'b']);
    await portal.conversations.update(founder, ids[2], { pinned: false });
    expect((await list({ limit: 2 })).items.map(({ title }) => title)).toEqual([
      'a',
      'e',
    ]);
  });

  it('goes on behind a cursor when conversations have the same time', async () => {
    const { conversations } = portal;
    for (let i = 0; i < 3; i++) {
      await conversations.create(founder, { agent: 'scripted' });
    }
    const first = await list({ limit: 2 });
    const rest = await list({ limit: 2, cursor: first.nextCursor });
    expect(
      new Set([...first.items, ...rest.items].map(({ id }) => id)).size,
    ).toBe(3);
  });

  it.each([
    ['nonsense', 'nonsense'],
    [
      'one with a NUL',
      Buffer.from(
        JSON.stringify({
          pinned: false,
          updatedAt: '2026-11-23T08:00:00.000Z',
          id: '\0',
        }),
      ).toString('base64url'),
    ],
    ['that of before', Buffer.from('{"id":"x"}').toString('base64url')],
  ])('refuses a cursor: %s', async (_, cursor) => {
    await expect(list({ cursor })).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});

describe('a search', () => {
  it('finds words of titles, questions and answers in any case, all of them', async () => {
    await talk('Restore ORDERS', 'Choose a moment of the past.');
    await talk('Größe of the cache', 'ÄNDERN Sie size: medium.');
    await talk('hello');
    expect(await find('orders')).toEqual(['Restore ORDERS']);
    expect(await find('MOMENT restore')).toEqual(['Restore ORDERS']);
    expect(await find('GRÖSSE')).toEqual([]);
    expect(await find('größe ändern')).toEqual(['Größe of the cache']);
    expect(await find('gro\u0308ße')).toEqual(['Größe of the cache']);
    expect(await find('moment cache')).toEqual([]);
    expect(await find('  ')).toHaveLength(3);
  });

  it('finds words that came in pieces, once the answer has ended', async () => {
    const { conversations } = portal;
    const { id } = await conversations.create(founder, { agent: 'scripted' });
    const { events } = await conversations.send(founder, {
      id,
      text: 'hi',
      signal,
    });
    runtime.emit({ type: 'text-delta', delta: 'quo' });
    runtime.emit({ type: 'text-delta', delta: 'rum' });
    const found = readAll(events);
    runtime.emit(end);
    await found;
    expect(await find('quorum')).toEqual(['hi']);
  });

  it.each([
    ['%', '100% sure'],
    ['_', 'a_b'],
    ['!', 'now!'],
    ['\\', 'c:\\temp'],
    ["'", "it's"],
  ])('takes %s as itself', async (letter, title) => {
    await talk('nothing of the kind', 'none');
    await talk(title, 'none');
    expect(await find(letter)).toEqual([title]);
  });

  it('takes no NUL to the database', async () => {
    await talk('nul \u0000 inside', 'an\u0000swer');
    expect(await find('nul\u0000inside')).toEqual(['nul inside']);
    expect(await find('answer')).toEqual(['nul inside']);
  });

  it('tells the words around what it found', async () => {
    const before = 'lorem ipsum '.repeat(50);
    await talk('Q', `${before}The QUORUM is two.\n\n${before}`);
    const { items } = await list({ q: 'quorum' });
    expect(items[0].snippet).toMatch(
      /^….*ipsum The QUORUM is two\. lorem .*…$/,
    );
    expect([...(items[0].snippet ?? '')].length).toBeLessThanOrEqual(162);
    await talk('A quorum');
    const again = await list({ q: 'a quorum' });
    expect(again.items[0].snippet).toBe('A quorum');
  });

  it('finds nothing in what was edited away', async () => {
    const id = await talk('first question', 'walrus');
    const { events } = await portal.conversations.get(founder, id);
    runtime.emit(end);
    const edited = await portal.conversations.send(founder, {
      id,
      text: 'second question',
      replaces: events[0].messageId,
      signal,
    });
    await readAll(edited.events);
    expect(await find('walrus')).toEqual([]);
    expect(await find('second')).toEqual(['first question']);
  });

  it('finds nobody else’s, and nothing of a secret or of what was deleted', async () => {
    await talk('mine', 'the key is password=hunter2 ok');
    await talk('theirs', 'walrus', other);
    const gone = await talk('gone', 'walrus');
    expect(await find('hunter2')).toEqual([]);
    expect(await find('ok')).toEqual(['mine']);
    await portal.conversations.delete(founder, gone);
    expect(await find('walrus')).toEqual([]);
    expect(await knex('messages').where('conversation_id', gone)).toEqual([]);
  });
});
