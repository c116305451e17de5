import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  MAX_ATTACHMENTS,
  MAX_ATTACHMENT_LENGTH,
  MAX_MESSAGE_LENGTH,
} from '@zerotouch/plugin-kagent-common';
import { readAll } from './__testUtils__/readAll';
import { TestKagent, startKagent } from './__testUtils__/startKagent';

const READER = 'user:default/reader';
const MEMBER = 'user:default/member';
const OTHER = 'user:default/other';
const json = { 'content-type': 'application/json' };

const entity = (kind: string, name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
});

const auditor = mockServices.auditor.mock();
const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials) {
      const isMember = JSON.stringify(credentials).includes(MEMBER);
      const userEntityRef = isMember ? MEMBER : READER;
      return {
        userEntityRef,
        ownershipEntityRefs: isMember
          ? [MEMBER, 'group:default/operators']
          : [],
      };
    },
  }),
});

let kagent: TestKagent;
let id: string;
beforeAll(async () => {
  kagent = await startKagent({
    config: { kagent: { limits: { messagesPerMinute: 1000 } } },
    features: [auditor.factory, userInfo],
    entities: [entity('User', 'reader'), entity('Group', 'operators')],
  });
});
afterAll(() => kagent.stop());
beforeEach(async () => {
  jest.mocked(auditor.createEvent).mockClear();
  ({ id } = await kagent.as().createConversation({ agent: 'consultant' }));
});

const call = (
  method: string,
  path: string,
  body?: object,
  authorization?: string,
) =>
  kagent.fetch(path, {
    method,
    headers: body ? json : {},
    body: body && JSON.stringify(body),
    authorization,
  });

const audited = (eventId: string) =>
  jest
    .mocked(auditor.createEvent)
    .mock.calls.map(([event]) => event)
    .filter(event => event.eventId === eventId);

describe('who may do what with a shared conversation', () => {
  const decision = {
    digest: '0'.repeat(64),
    decisions: [{ toolCallId: 'c', approved: true }],
  };
  const reading: [string, string][] = [
    ['GET', ''],
    ['GET', '/events'],
  ];
  const writing: [string, string, object?][] = [
    ['PATCH', '', { title: 'Mine' }],
    ['PUT', '/shares', { with: [READER] }],
    ['PUT', '/messages/m/feedback', { rating: 'good' }],
    ['POST', '/messages', { text: 'hi' }],
    ['POST', '/cancel', {}],
    ['POST', '/approvals/a', decision],
    ['DELETE', ''],
  ];
  const { user, service, none } = mockCredentials;

  it.each([
    ['its reader', user.header(READER), 200, 403],
    ['a member of a team that reads', user.header(MEMBER), 200, 403],
    ['another person', user.header(OTHER), 404, 404],
    ['an agent', user.header('user:agents/sre'), 403, 403],
    ['a service', service.header(), 403, 403],
    ['nobody', none.header(), 401, 401],
  ])('%s', async (who, authorization, read, write) => {
    const refs =
      who === 'another person' ? [] : [READER, 'group:default/operators'];
    await kagent.as().shareConversation(id, { with: refs });
    const answers: unknown[] = [];
    for (const [method, path, body] of [...reading, ...writing]) {
      const route = `/conversations/${id}${path}`;
      const { status } = await call(method, route, body, authorization);
      answers.push([method, path, status]);
    }
    expect(answers).toEqual([
      ...reading.map(([method, path]) => [method, path, read]),
      ...writing.map(([method, path]) => [method, path, write]),
    ]);
    expect(await kagent.as().getConversation(id)).toMatchObject({
      title: 'New conversation',
      sharedWith: [...refs].sort(),
      events: [],
    });
  });

  it('is in the reader’s list of what others share, and not of their own', async () => {
    await kagent.as().shareConversation(id, { with: [READER] });
    const client = kagent.as(READER);
    const shared = await client.listConversations({ scope: 'shared' });
    expect(shared.items.map(item => item.id)).toContain(id);
    expect((await client.listConversations()).items).toEqual([]);
    await kagent.as().shareConversation(id, { with: [] });
    const after = await client.listConversations({ scope: 'shared' });
    expect(after.items.map(item => item.id)).not.toContain(id);
  });

  it('is refused with a ref that the catalog does not have, and audited either way', async () => {
    const refused = await call('PUT', `/conversations/${id}/shares`, {
      with: ['group:default/nobody'],
    });
    expect(refused.status).toBe(400);
    expect((await refused.json()).error.message).toContain(
      '"group:default/nobody"',
    );
    await kagent.as().shareConversation(id, { with: [READER] });
    await kagent.as().shareConversation(id, { with: [] });
    expect(audited('conversation-share').map(({ meta }) => meta)).toEqual([
      { conversationId: id, with: ['group:default/nobody'] },
      { conversationId: id, with: [READER] },
      { conversationId: id, with: [] },
    ]);
    const ends = await Promise.all(
      jest.mocked(auditor.createEvent).mock.results.map(result => result.value),
    );
    expect(ends.at(-1).success).toHaveBeenCalled();
  });
});

describe('attachments', () => {
  const log = {
    kind: 'log' as const,
    title: 'app.log',
    text: 'password=hunter2',
  };

  it('are shown before they are sent, exactly as the agent gets them', async () => {
    const requests = [
      log,
      { kind: 'doc' as const, path: 'docs/runbooks/restore.md' },
      { kind: 'entity' as const, ref: 'group:default/operators' },
    ];
    const preview = await kagent.as().previewAttachments(requests);
    expect(preview.map(({ kind, url }) => [kind, url])).toEqual([
      ['log', undefined],
      ['doc', '/docs/default/component/zerotouch/runbooks/restore/'],
      ['entity', '/catalog/default/group/operators'],
    ]);
    expect(preview[0].text).toBe('password=[removed password]');
    const events = await readAll(
      kagent.as().sendMessage(id, { text: 'Why?', attachments: requests }),
    );
    expect(events[0]).toMatchObject({ text: 'Why?', attachments: preview });
    expect(events.find(({ type }) => type === 'status')).toMatchObject({
      text: expect.stringContaining('(password)'),
    });
    const kept = JSON.stringify(await kagent.as().getConversation(id));
    expect(kept).not.toContain('hunter2');
  });

  it.each<[string, object, string]>([
    ['another kind', { kind: 'url', url: 'http://x' }, 'attachments.0.kind'],
    ['a field too many', { ...log, url: '/x' }, 'url'],
    [
      'a longer text',
      { ...log, text: 'x'.repeat(MAX_ATTACHMENT_LENGTH + 1) },
      'text',
    ],
    ['no text', { ...log, text: 'a\0b' }, '"app.log" is no text'],
    ['a page that is none', { kind: 'doc', path: 'README.md' }, '"README.md"'],
  ])('are refused with %s', async (_, attachment, message) => {
    for (const [path, body] of [
      ['/attachments/preview', { attachments: [attachment] }],
      [
        `/conversations/${id}/messages`,
        { text: 'Why?', attachments: [attachment] },
      ],
    ] as const) {
      const response = await call('POST', path, body);
      expect(response.status).toBe(400);
      expect((await response.json()).error.message).toContain(message);
    }
    expect((await kagent.as().getConversation(id)).events).toEqual([]);
  });

  it('are refused when there are too many', async () => {
    const attachments = Array.from({ length: MAX_ATTACHMENTS + 1 }, () => log);
    const response = await call('POST', '/attachments/preview', {
      attachments,
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain(
      `at most ${MAX_ATTACHMENTS} attachments`,
    );
  });

  it('may have their full length, whatever their characters', async () => {
    const text = '\\u00e9'.repeat(MAX_ATTACHMENT_LENGTH);
    const attachment = `{"kind":"file","title":"t","text":"${text}"}`;
    const attachments = Array(MAX_ATTACHMENTS).fill(attachment).join(',');
    const response = await kagent.fetch(`/conversations/${id}/messages`, {
      method: 'POST',
      headers: json,
      body: `{"text":"${'\\u00e9'.repeat(
        MAX_MESSAGE_LENGTH,
      )}","attachments":[${attachments}]}`,
    });
    expect(response.status).toBe(200);
    await response.text();
  });
});

describe('changes', () => {
  it('rename and pin', async () => {
    const client = kagent.as();
    expect(
      await client.updateConversation(id, { title: 'Cache', pinned: true }),
    ).toMatchObject({ id, title: 'Cache', pinned: true, access: 'owner' });
    const { items } = await client.listConversations({ q: 'CACH', limit: 1 });
    expect(items).toMatchObject([{ id }]);
    await client.updateConversation(id, { pinned: false });
  });

  it.each([
    ['nothing', {}],
    ['an empty title', { title: ' ' }],
    ['another field', { owner: OTHER }],
  ])('of %s are refused', async (_, change) => {
    const { status } = await call('PATCH', `/conversations/${id}`, change);
    expect(status).toBe(400);
  });

  it('rate an answer', async () => {
    const client = kagent.as();
    const events = await readAll(client.sendMessage(id, { text: 'hello' }));
    const { messageId } = events[1];
    await client.giveFeedback(id, messageId, { rating: 'bad', text: 'No.' });
    expect((await client.getConversation(id)).feedback).toEqual([
      { messageId, rating: 'bad', text: 'No.' },
    ]);
    await client.shareConversation(id, { with: [READER] });
    expect((await kagent.as(READER).getConversation(id)).feedback).toEqual([]);
  });

  it('edit an earlier message', async () => {
    const client = kagent.as();
    const [first] = await readAll(client.sendMessage(id, { text: 'one' }));
    const [edited] = await readAll(
      client.sendMessage(id, { text: 'two', replaces: first.messageId }),
    );
    expect(edited).toMatchObject({ replaces: first.messageId, text: 'two' });
    const again = await call('POST', `/conversations/${id}/messages`, {
      text: 'three',
      replaces: first.messageId,
    });
    expect(again.status).toBe(400);
  });

  it('of an id that no database could hold find nothing', async () => {
    expect((await call('GET', '/conversations/a%00b')).status).toBe(404);
    const path = `/conversations/${id}/messages/a%00b/feedback`;
    expect((await call('PUT', path, { rating: 'good' })).status).toBe(404);
  });
});

it('lists what agents wait with', async () => {
  expect(await kagent.as().listWaitingApprovals()).toEqual([]);
});

describe('the audit', () => {
  it('tells of a message who, where and how much, and never what', async () => {
    const events = await readAll(
      kagent.as().sendMessage(id, {
        text: 'walrus',
        attachments: [{ kind: 'log', title: 'penguin', text: 'seagull' }],
      }),
    );
    const [event] = audited('message-send');
    expect(event).toMatchObject({
      severityLevel: 'low',
      meta: { conversationId: id, length: 6, attachmentKinds: ['log'] },
    });
    expect(event.request).toBeDefined();
    const index = jest
      .mocked(auditor.createEvent)
      .mock.calls.findIndex(([{ eventId }]) => eventId === 'message-send');
    const { success } = await jest.mocked(auditor.createEvent).mock.results[
      index
    ].value;
    expect(success).toHaveBeenCalledWith({
      meta: { agent: 'consultant', messageId: events[1].messageId },
    });
    const { request: _, ...kept } = event;
    expect(JSON.stringify([kept, success.mock.calls])).not.toMatch(
      /walrus|penguin|seagull/,
    );
  });

  it('tells of the beginning and the end of a conversation', async () => {
    const { id: made } = await kagent
      .as()
      .createConversation({ agent: 'consultant' });
    await kagent.as().deleteConversation(made);
    expect(audited('conversation-create')).toMatchObject([
      { meta: { agent: 'consultant' } },
      { meta: { agent: 'consultant' } },
    ]);
    expect(audited('conversation-delete')).toMatchObject([
      { meta: { conversationId: made } },
    ]);
  });
});

describe('limits', () => {
  let limited: TestKagent;
  beforeAll(async () => {
    limited = await startKagent({
      config: {
        kagent: { limits: { messagesPerMinute: 2, openStreams: 1 } },
      },
    });
  });
  afterAll(() => limited.stop());

  it('answer with 429, a time to wait and a plain sentence', async () => {
    const client = limited.as();
    const made = await client.createConversation({ agent: 'consultant' });
    const path = `/conversations/${made.id}/messages`;
    await readAll(client.sendMessage(made.id, { text: 'one' }));
    await readAll(client.sendMessage(made.id, { text: 'two' }));
    const response = await limited.fetch(path, {
      method: 'POST',
      headers: json,
      body: '{"text":"three"}',
    });
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    const { error } = await response.json();
    expect(error.name).toBe('TooManyMessagesError');
    expect(error.message).toContain('2 messages within a minute');
    // A refusal keeps no place among the open streams.
    expect(
      await readAll(client.followConversation(made.id, { after: 100 })),
    ).toEqual([]);
    expect(
      (await client.getConversation(made.id)).events.filter(
        event => event.type === 'message-start' && event.role === 'user',
      ),
    ).toHaveLength(2);
  });
});
