import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
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
const ada = mockCredentials.user('user:default/Ada');
const bob = mockCredentials.user('user:default/bob');
const teams = { 'user:default/bob': ['group:default/Operators'] };
const { signal } = new AbortController();

const entity = (kind: string, name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
});
const entities = [
  entity('User', 'ada'),
  entity('User', 'founder'),
  entity('Group', 'operators'),
  entity('Group', 'empty'),
];

let knex: Knex;
let runtime: ScriptedRuntime;
let portal: ReturnType<typeof createReplica>;
let id: string;

const replica = (prefix: string) =>
  createReplica({
    knex,
    clock: new TestClock(),
    runtime,
    prefix,
    teams,
    entities,
  });
const share = (...refs: string[]) =>
  portal.shares.share(founder, { id, with: refs });
const read = (person = ada) => portal.conversations.get(person, id);
const shared = async (person = ada) => {
  const page = await portal.conversations.list(person, {
    scope: 'shared',
    limit: 30,
  });
  return page.items;
};

beforeEach(async () => {
  knex = await createDatabase(databases);
  runtime = new ScriptedRuntime();
  portal = replica('id');
  ({ id } = await portal.conversations.create(founder, { agent: 'scripted' }));
});
afterEach(() => portal.stop());

describe('sharing', () => {
  it('lets a person read, and tells them no more than they need', async () => {
    await expect(read()).rejects.toMatchObject({ name: 'NotFoundError' });
    await portal.conversations.update(founder, id, { pinned: true });
    const { added, removed, conversation } = await share(
      'user:default/ada',
      'Group:default/operators',
    );
    expect({ added, removed }).toEqual({
      added: ['user:default/ada', 'group:default/operators'],
      removed: [],
    });
    expect(conversation).toMatchObject({
      access: 'owner',
      sharedWith: ['group:default/operators', 'user:default/ada'],
    });
    const seen = {
      id,
      owner: 'user:default/founder',
      access: 'reader',
      pinned: false,
      sharedWith: [],
    };
    expect(await read()).toMatchObject({ ...seen, events: [], feedback: [] });
    expect(await shared()).toMatchObject([seen]);
    const own = await portal.conversations.list(founder, {
      scope: 'own',
      limit: 30,
    });
    expect(own.items).toMatchObject([{ sharedWith: conversation.sharedWith }]);
  });

  it('lets the members of a team read, and nobody else', async () => {
    await share('group:default/operators');
    expect(await read(bob)).toMatchObject({ access: 'reader' });
    expect(await shared(bob)).toHaveLength(1);
    await expect(read(ada)).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(await shared(ada)).toEqual([]);
  });

  it('is found by its words among what is shared', async () => {
    await share('user:default/ada');
    await portal.conversations.update(founder, id, { title: 'Walrus' });
    const find = async (q: string) => {
      const page = await portal.conversations.list(ada, {
        scope: 'shared',
        q,
        limit: 30,
      });
      return page.items.length;
    };
    expect(await find('walrus')).toBe(1);
    expect(await find('penguin')).toBe(0);
  });

  it('lets a reader do nothing but read', async () => {
    await share('user:default/ada');
    const { conversations, shares } = portal;
    const decision = {
      id,
      approvalId: 'a',
      digest: '0'.repeat(64),
      decisions: [{ toolCallId: 'c', approved: true }],
      signal,
    };
    const attempts = {
      send: conversations.send(ada, { id, text: 'hi', signal }),
      decide: conversations.decide(ada, decision),
      cancel: conversations.cancel(ada, id),
      rename: conversations.update(ada, id, { title: 'mine' }),
      delete: conversations.delete(ada, id),
      share: shares.share(ada, { id, with: ['user:default/ada'] }),
      feedback: conversations.giveFeedback(ada, { id, messageId: 'm' }),
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      const error = await attempt.then(
        () => undefined,
        reason => reason,
      );
      expect([name, error?.name]).toEqual([name, 'NotAllowedError']);
    }
    expect((await read(founder)).sharedWith).toEqual(['user:default/ada']);
  });

  it.each([
    [['user:default/nobody'], '"user:default/nobody"'],
    [['user:default/ada', 'group:other/x'], '"group:other/x"'],
    [['user:agents/sre'], '"user:agents/sre" is an agent'],
    [['user:default/a\0'], 'control characters'],
    [['User:Agents/sre'], '"user:agents/sre" is an agent'],
  ])('with %j is refused and changes nothing', async (refs, message) => {
    await share('group:default/empty');
    await expect(share(...refs)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    expect((await read(founder)).sharedWith).toEqual(['group:default/empty']);
  });

  it('leaves its owner out, and takes each once', async () => {
    const { conversation } = await share(
      'user:default/founder',
      'user:default/ada',
      'USER:default/ADA',
    );
    expect(conversation.sharedWith).toEqual(['user:default/ada']);
  });

  it('keeps a reader whom the catalog has lost', async () => {
    await share('user:default/ada');
    portal = createReplica({
      knex,
      clock: new TestClock(),
      runtime,
      prefix: 'later',
      entities: [entity('Group', 'operators')],
    });
    const { added } = await share(
      'user:default/ada',
      'group:default/operators',
    );
    expect(added).toEqual(['group:default/operators']);
  });

  it('of somebody else’s conversation is not possible, nor of none', async () => {
    await expect(
      portal.shares.share(ada, { id, with: [] }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      portal.shares.share(founder, { id: 'none', with: [] }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('goes with the conversation', async () => {
    await share('user:default/ada');
    await portal.conversations.delete(founder, id);
    expect(await knex('conversation_readers')).toEqual([]);
    expect(await shared()).toEqual([]);
  });
});

describe('the end of sharing', () => {
  const follow = async (portalOfReader = portal) => {
    const events = await portalOfReader.conversations.follow(ada, {
      id,
      after: 0,
      signal,
    });
    return events[Symbol.asyncIterator]();
  };
  const ask = () =>
    portal.conversations.send(founder, { id, text: 'hello', signal });

  it('takes effect at once, also on what is being followed', async () => {
    await share('user:default/ada');
    await ask();
    const events = await follow();
    expect((await events.next()).value).toMatchObject({ text: 'hello' });
    expect((await events.next()).value).toMatchObject({ role: 'assistant' });
    const next = events.next();
    const { removed } = await share();
    expect(removed).toEqual(['user:default/ada']);
    runtime.emit({ type: 'text-delta', delta: 'secret' }, end);
    expect(await next).toMatchObject({ done: true });
    await expect(read()).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(await shared()).toEqual([]);
  });

  it('ends a silent stream that another replica serves', async () => {
    await share('user:default/ada');
    await ask();
    const other = replica('other');
    const events = await follow(other);
    await events.next();
    await events.next();
    const next = events.next();
    await share();
    expect(await next).toMatchObject({ done: true });
    await other.stop();
    runtime.emit(end);
  });

  it('leaves what others follow alone', async () => {
    await share('user:default/ada', 'group:default/operators');
    const { events } = await ask();
    const bobs = readAll(
      await portal.conversations.follow(bob, { id, after: 0, signal }),
    );
    await share('group:default/operators');
    runtime.emit({ type: 'text-delta', delta: 'hi' }, end);
    expect((await bobs).map(({ type }) => type)).toEqual(
      (await readAll(events)).map(({ type }) => type),
    );
  });
});
