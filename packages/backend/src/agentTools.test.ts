import { AGENT_KEY, Portal, startPortal } from './__testUtils__/startPortal';

// Starts a whole portal, with Git as a child process.
jest.setTimeout(120_000);

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal?.stop());

/** Sends one JSON-RPC message to the tools of an agent. */
async function ask(
  message: object,
  caller: { agent?: string; authorization?: string } = {},
) {
  const { agent = 'sre', authorization = `Bearer ${AGENT_KEY}` } = caller;
  const response = await fetch(`${portal.url}/api/kagent/mcp/${agent}`, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
  });
  return { status: response.status, body: await response.json() };
}

const call = async (name: string, args: object) => {
  const { body } = await ask({
    method: 'tools/call',
    params: { name, arguments: args },
  });
  return body.result;
};

describe('the tools of an agent', () => {
  it('are those of its list that the filter leaves', async () => {
    const { status, body } = await ask({ method: 'tools/list' });
    expect(status).toBe(200);
    expect(body.result.tools.map(({ name }: { name: string }) => name)).toEqual(
      ['propose-claim', 'get-proposal'],
    );
  });

  it('make a proposal whose author is the agent', async () => {
    const input = {
      kind: 'XPostgres',
      tenant: 'acme',
      name: 'orders',
      spec: { storageGB: 20 },
    };
    const refused = await call('propose-claim', {
      ...input,
      spec: { storageGB: 5 },
    });
    expect(refused).toMatchObject({ isError: true });
    expect(refused.content[0].text).toContain('storageGB');
    const { isError, structuredContent, content } = await call(
      'propose-claim',
      input,
    );
    expect([isError, content]).toEqual([undefined, expect.anything()]);
    const proposal = await portal.forge.getProposal(structuredContent.number);
    expect(proposal).toMatchObject({
      author: { ref: 'user:agents/sre', kind: 'agent' },
      state: 'open',
    });
    expect(proposal.author.onBehalfOf).toBeUndefined();
    const read = await call('get-proposal', { number: proposal.number });
    expect(read.structuredContent).toMatchObject({
      author: 'user:agents/sre',
    });
  });

  it.each([
    ['that exists but is not on its list', 'propose-change'],
    ['of its list that the filter leaves out', 'list-legos'],
    ['of its list that nobody registers', 'merge-proposal'],
    ['by its full id', 'gitops:propose-claim'],
  ])('refuse one %s', async (_, name) => {
    const before = await portal.forge.listProposals({
      state: 'open',
      limit: 100,
    });
    const result = await call(name, {
      title: 'By the back door',
      changes: [{ path: 'docs/door.md', content: 'Hello\n' }],
    });
    expect(result.isError).toBe(true);
    expect(result.content[0].text).toBe(
      `NotFoundError: The agent "sre" has no tool "${name}"; it has: propose-claim, get-proposal`,
    );
    expect(
      await portal.forge.listProposals({
        state: 'open',
        limit: 100,
      }),
    ).toEqual(before);
  });

  it('answer the same to a wrong key, a wrong name and the key of another', async () => {
    const list = { method: 'tools/list' };
    const answers = await Promise.all([
      ask(list, { authorization: `Bearer ${AGENT_KEY}x` }),
      ask(list, { agent: 'nobody' }),
      ask(list, { agent: 'acme-support' }),
      ask(list, { agent: '__proto__' }),
      ask(list, { authorization: `Basic ${AGENT_KEY}` }),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body.error).toEqual(answers[0].body.error);
    }
    expect(JSON.stringify(answers)).not.toContain(AGENT_KEY);
  });
});

describe('the identity of an agent', () => {
  const askForToken = async (headers: Record<string, string>) => {
    const answers = [];
    for (const method of ['GET', 'POST']) {
      const response = await fetch(`${portal.url}/api/auth/agent/refresh`, {
        method,
        headers: { 'x-agent-name': 'sre', ...headers },
      });
      answers.push(response.status);
      expect(await response.text()).not.toMatch(
        response.ok ? /^$/ : /backstageIdentity/,
      );
    }
    return answers;
  };

  it('is given to kagent-backend alone', async () => {
    const answers: Record<string, number[]> = {};
    for (const [who, token] of Object.entries(portal.serviceTokens)) {
      answers[who] = await askForToken({ authorization: `Bearer ${token}` });
    }
    expect(answers).toEqual({
      'plugin:kagent': [200, 200],
      'plugin:kagent for the founder': [403, 403],
      'plugin:mcp-actions': [403, 403],
      'plugin:scaffolder': [403, 403],
      'a static token': [403, 403],
      'a static token with the subject plugin:kagent': [403, 403],
    });
  });

  it('is given to no caller of the portal, with or without the key', async () => {
    for (const principal of portal.principals) {
      const token = await portal.tokenOf(principal, 'auth');
      const headers: Record<string, string> = { 'x-agent-key': AGENT_KEY };
      if (token) headers.authorization = `Bearer ${token}`;
      const answers = await askForToken(headers);
      expect([principal, ...answers]).toEqual([
        principal,
        ...(token ? [403, 403] : [401, 401]),
      ]);
    }
    expect(await askForToken({ authorization: `Bearer ${AGENT_KEY}` })).toEqual(
      [401, 401],
    );
  });

  it('is nobody’s on the routes that decide', async () => {
    const proposal = await portal.send('agentThroughKagent', 'post', {
      plugin: 'gitops',
      path: '/proposals',
      body: {
        requestId: 'decide-me',
        title: 'Decide me',
        changes: [{ path: 'docs/decide.md', content: 'Hello\n' }],
      },
    });
    const { number, headSha } = proposal.body;
    const decisions: [string, object][] = [
      [`/proposals/${number}/merge`, { headSha }],
      [`/proposals/${number}/close`, { reason: 'No' }],
    ];
    for (const [path, body] of decisions) {
      for (const principal of ['agent', 'agentThroughKagent']) {
        const { status } = await portal.send(principal, 'post', {
          plugin: 'gitops',
          path,
          body,
        });
        expect([path, principal, status]).toEqual([path, principal, 403]);
      }
    }
    expect((await portal.forge.getProposal(number)).state).toBe('open');
  });
});
