import { Method, Portal, startPortal } from './__testUtils__/startPortal';

// Starts a whole portal, with Git as a child process.
jest.setTimeout(120_000);

/** Who may do what; everybody else is turned away. */
const reach = {
  read: [
    'founder',
    'secondFounder',
    'operator',
    'viewer',
    'agent',
    'agentInFounders',
    'founderThroughMcp',
    'founderThroughScaffolder',
    'agentThroughKagent',
    'agentThroughMcp',
  ],
  propose: [
    'founder',
    'secondFounder',
    'operator',
    'agent',
    'agentInFounders',
    'founderThroughMcp',
    'founderThroughScaffolder',
    'agentThroughKagent',
    'agentThroughMcp',
  ],
  decide: ['founder', 'secondFounder'],
  // What somebody said is shown to others by themselves alone, not by a plugin for them.
  share: ['founder', 'secondFounder', 'operator'],
  readChat: [
    'founder',
    'secondFounder',
    'operator',
    'viewer',
    'founderThroughMcp',
    'founderThroughScaffolder',
  ],
  chat: [
    'founder',
    'secondFounder',
    'operator',
    'founderThroughMcp',
    'founderThroughScaffolder',
  ],
  // Nobody signs in at a webhook: its message is signed instead.
  anybody: [
    'anonymous',
    'founder',
    'secondFounder',
    'operator',
    'viewer',
    'stranger',
    'agent',
    'agentInFounders',
    'staticToken',
    'founderThroughMcp',
    'founderThroughScaffolder',
    'agentThroughKagent',
    'agentThroughMcp',
  ],
  // No token of the portal counts here: agents bring keys of their own.
  agentKey: [],
} satisfies Record<string, string[]>;

interface Expectation {
  reach: keyof typeof reach;
  /** The path with its parameters filled in. */
  path: string;
  /** A body that is parsed, so that the answer tells about the caller and not about the body. */
  body?: object;
}

const SHA = '0'.repeat(40);

/** One entry a route of ours; a route without one fails the test. */
const expectations: Record<string, Expectation> = {
  'gitops GET /proposals': { reach: 'read', path: '/proposals' },
  'gitops GET /proposals/:number': { reach: 'read', path: '/proposals/999' },
  'gitops GET /forge': { reach: 'read', path: '/forge' },
  'gitops POST /webhooks/github': {
    reach: 'anybody',
    path: '/webhooks/github',
    body: { zen: 'Keep it logically awesome.' },
  },
  'gitops GET /commits': { reach: 'read', path: '/commits' },
  'gitops GET /files': { reach: 'read', path: '/files?path=README.md' },
  'gitops GET /claims': { reach: 'read', path: '/claims' },
  'gitops GET /problems': { reach: 'read', path: '/problems' },
  'gitops GET /network': { reach: 'read', path: '/network?tenant=acme' },
  'gitops GET /tenants/:tenant/footprint': {
    reach: 'read',
    path: '/tenants/acme/footprint',
  },
  'gitops POST /preview': {
    reach: 'read',
    path: '/preview',
    body: { kind: 'XPostgres', tenant: 'acme', name: 'a', spec: {} },
  },
  'gitops POST /previews': {
    reach: 'read',
    path: '/previews',
    body: {
      claims: [{ kind: 'XPostgres', tenant: 'acme', name: 'a', spec: {} }],
    },
  },
  'gitops GET /legos': { reach: 'read', path: '/legos' },
  'gitops GET /legos/:kind/fields': {
    reach: 'read',
    path: '/legos/XPostgres/fields',
  },
  'gitops GET /legos/:kind': { reach: 'read', path: '/legos/XPostgres' },
  'gitops POST /changes/preview': {
    reach: 'read',
    path: '/changes/preview',
    body: { changes: [{ path: 'docs/hello.md', content: 'Hello\n' }] },
  },
  'gitops POST /proposals/:number/commits': {
    reach: 'propose',
    path: '/proposals/999/commits',
    body: {
      headSha: SHA,
      title: 'Say hello',
      changes: [{ path: 'docs/hello.md', content: 'Hello\n' }],
    },
  },
  'gitops POST /proposals': {
    reach: 'propose',
    path: '/proposals',
    body: {
      requestId: 'principals',
      title: 'Say hello',
      changes: [{ path: 'docs/hello.md', content: 'Hello\n' }],
    },
  },
  'gitops POST /proposals/:number/update': {
    reach: 'propose',
    path: '/proposals/999/update',
    body: {},
  },
  'gitops POST /proposals/:number/comments': {
    reach: 'propose',
    path: '/proposals/999/comments',
    body: { body: 'Hi' },
  },
  'gitops POST /proposals/:number/revert': {
    reach: 'propose',
    path: '/proposals/999/revert',
    body: {},
  },
  'gitops POST /proposals/:number/merge': {
    reach: 'decide',
    path: '/proposals/999/merge',
    body: { headSha: SHA },
  },
  'gitops POST /proposals/:number/close': {
    reach: 'decide',
    path: '/proposals/999/close',
    body: { reason: 'No' },
  },
  'knowledge GET /search': { reach: 'read', path: '/search?q=handbook' },
  'kagent GET /agents': { reach: 'readChat', path: '/agents' },
  'kagent GET /conversations': { reach: 'readChat', path: '/conversations' },
  'kagent GET /conversations/:id': {
    reach: 'readChat',
    path: '/conversations/nobody',
  },
  'kagent GET /conversations/:id/events': {
    reach: 'readChat',
    path: '/conversations/nobody/events',
  },
  'kagent GET /approvals': { reach: 'readChat', path: '/approvals' },
  'kagent POST /attachments/preview': {
    reach: 'chat',
    path: '/attachments/preview',
    body: { attachments: [{ kind: 'log', title: 'a log', text: 'Hello' }] },
  },
  'kagent PATCH /conversations/:id': {
    reach: 'chat',
    path: '/conversations/nobody',
    body: { title: 'Hello' },
  },
  'kagent PUT /conversations/:id/shares': {
    reach: 'share',
    path: '/conversations/nobody/shares',
    body: { with: [] },
  },
  'kagent PUT /conversations/:id/messages/:messageId/feedback': {
    reach: 'chat',
    path: '/conversations/nobody/messages/none/feedback',
    body: { rating: 'good' },
  },
  'kagent POST /conversations': {
    reach: 'chat',
    path: '/conversations',
    body: { agent: 'consultant' },
  },
  'kagent POST /conversations/:id/messages': {
    reach: 'chat',
    path: '/conversations/nobody/messages',
    body: { text: 'Hi' },
  },
  'kagent POST /conversations/:id/approvals/:approvalId': {
    reach: 'decide',
    path: '/conversations/none/approvals/none',
    body: {
      digest: '0'.repeat(64),
      decisions: [{ toolCallId: 'call', approved: true }],
    },
  },
  'kagent POST /conversations/:id/cancel': {
    reach: 'chat',
    path: '/conversations/nobody/cancel',
    body: {},
  },
  'kagent DELETE /conversations/:id': {
    reach: 'chat',
    path: '/conversations/nobody',
  },
  'kagent POST /a2a/consultant': {
    reach: 'chat',
    path: '/a2a/consultant',
    body: { jsonrpc: '2.0', id: 1, method: 'GetTask', params: { id: 'x' } },
  },
  'kagent POST /mcp/:agent': {
    reach: 'agentKey',
    path: '/mcp/sre',
    body: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  },
  'kagent GET /mcp/:agent': { reach: 'agentKey', path: '/mcp/sre' },
  'kagent DELETE /mcp/:agent': { reach: 'agentKey', path: '/mcp/sre' },
  'kagent GET /a2a/consultant/.well-known/agent-card.json': {
    reach: 'readChat',
    path: '/a2a/consultant/.well-known/agent-card.json',
  },
};

/** Says what a status means to a caller; an error of the server is an answer of its own. */
function toAnswer(status: number): string {
  if (status === 401 || status === 403 || status >= 500) {
    return `turned away with ${status}`;
  }
  return 'let in';
}

const refusalOf = (principal: string, route?: keyof typeof reach) =>
  `turned away with ${
    principal === 'anonymous' || route === 'agentKey' ? 401 : 403
  }`;

describe('principals and routes', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal?.stop());

  it('has an expectation for every route of ours, and no other', () => {
    expect(portal.routes).toEqual(Object.keys(expectations).sort());
  });

  it.each(Object.keys(expectations))(
    'lets the right callers in: %s',
    async key => {
      const [plugin, verb] = key.split(' ');
      const method = toMethod(verb);
      const { path, body, reach: allowed } = expectations[key];
      const answers: Record<string, string> = {};
      for (const principal of portal.principals) {
        const { status } = await portal.send(principal, method, {
          plugin,
          path,
          body,
        });
        answers[principal] = toAnswer(status);
      }
      const names: string[] = reach[allowed];
      expect(answers).toEqual(
        Object.fromEntries(
          portal.principals.map(name => [
            name,
            names.includes(name) ? 'let in' : refusalOf(name, allowed),
          ]),
        ),
      );
    },
  );

  it('offers the agent actions to whom the policy names, and lets none of them decide', async () => {
    const list = async (principal: string) => {
      const { body } = await portal.send(principal, 'get', {
        plugin: 'gitops',
        path: '/.backstage/actions/v1/actions',
      });
      return body.actions?.map(({ id }: { id: string }) => id).sort();
    };
    // The filter of this configuration leaves list-legos out.
    const reading = [
      'gitops:get-lego-schema',
      'gitops:get-proposal',
      'gitops:list-proposals',
      'gitops:preview-claim',
    ];
    const all = [...reading, 'gitops:propose-change', 'gitops:propose-claim'];
    expect(await list('agent')).toEqual(all);
    expect(await list('founderThroughMcp')).toEqual(all);
    expect(await list('viewer')).toEqual(reading);
    expect(await list('stranger')).toEqual([]);
    expect(await list('anonymous')).toBeUndefined();
  });

  it.each([
    ['agent', 200, { ref: 'user:agents/sre', kind: 'agent' }],
    ['agentThroughKagent', 200, { ref: 'user:agents/sre', kind: 'agent' }],
    ['agentThroughMcp', 200, { ref: 'user:agents/sre', kind: 'agent' }],
    [
      'founderThroughMcp',
      200,
      {
        ref: 'user:agents/mcp',
        kind: 'agent',
        onBehalfOf: 'user:default/founder',
      },
    ],
    ['viewer', 404, undefined],
    ['staticToken', 403, undefined],
    ['anonymous', 401, undefined],
  ])(
    'runs the action propose-change for %s with %i',
    async (principal, status, author) => {
      const response = await portal.send(principal, 'post', {
        plugin: 'gitops',
        path: '/.backstage/actions/v1/actions/gitops:propose-change/invoke',
        body: {
          title: `By ${principal}`,
          changes: [{ path: `docs/${principal}.md`, content: 'Hello\n' }],
        },
      });
      expect(response.status).toBe(status);
      const number = response.body.output?.number;
      const proposal = number && (await portal.forge.getProposal(number));
      expect(proposal?.author).toEqual(author);
    },
  );

  it('merges for a founder who acts directly, and for nobody else', async () => {
    const proposal = await portal.send('agent', 'post', {
      plugin: 'gitops',
      path: '/proposals',
      body: {
        requestId: 'merge-me',
        title: 'Merge me',
        changes: [{ path: 'docs/merged.md', content: 'Merged\n' }],
      },
    });
    const { number, headSha } = proposal.body;
    const before = await portal.forge.getHead();
    const merge = (principal: string) =>
      portal.send(principal, 'post', {
        plugin: 'gitops',
        path: `/proposals/${number}/merge`,
        body: { headSha },
      });
    const others = portal.principals.filter(
      principal => !reach.decide.includes(principal),
    );
    for (const principal of others) {
      const { status } = await merge(principal);
      expect([principal, toAnswer(status)]).toEqual([
        principal,
        refusalOf(principal),
      ]);
    }
    expect(await portal.forge.getHead()).toBe(before);
    const { body, status } = await merge('founder');
    expect(status).toBe(200);
    expect(body.mergeSha).toBe(await portal.forge.getHead());
  });
});

function toMethod(verb: string): Method {
  switch (verb) {
    case 'PATCH':
      return 'patch';
    case 'PUT':
      return 'put';
    case 'GET':
      return 'get';
    case 'POST':
      return 'post';
    case 'DELETE':
      return 'delete';
    default:
      throw new Error(`Say how to call a route with "${verb}"`);
  }
}
