import { propose } from './__testUtils__/newProposal';
import { cachePath, cacheYaml } from './__testUtils__/platformFiles';
import { Caller, Gitops, startGitops } from './__testUtils__/startGitops';

const cache = (name: string) => ({ [cachePath(name)]: cacheYaml(name) });

describe('decisions', () => {
  let gitops: Gitops;
  beforeEach(async () => {
    gitops = await startGitops();
  });
  afterEach(() => gitops.stop());

  it('merges what the approver saw, and records it in Git and in the audit', async () => {
    const { number, headSha } = await propose(gitops, cache('basket'));
    const response = await gitops.post(
      `/proposals/${number}/merge`,
      { headSha },
      'second',
    );
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ mergeSha: await gitops.forge.getHead() });
    const commit = await gitops.forge.getCommit(response.body.mergeSha);
    expect(commit).toMatchObject({
      proposalNumber: number,
      approvedBy: 'user:default/second',
    });
    expect(gitops.audit.at(-1)).toEqual({
      eventId: 'proposal-merge',
      severityLevel: 'high',
      meta: { number, headSha },
      outcome: 'succeeded',
      result: { mergeSha: response.body.mergeSha },
    });
    const { body } = await gitops.get(`/proposals/${number}`);
    expect(body).toMatchObject({ state: 'merged', ...response.body });
    const again = await gitops.post(`/proposals/${number}/merge`, { headSha });
    expect(again.body).toEqual(response.body);
  });

  it('refuses a head that moved since, with the name of the error', async () => {
    const { number, headSha, baseSha } = await propose(gitops, cache('basket'));
    const { headSha: movedSha } = await gitops.forge.addCommit({
      number,
      expectedHeadSha: headSha,
      title: 'Bigger',
      author: { ref: 'user:agents/sre', kind: 'agent' },
      changes: [
        {
          path: cachePath('basket'),
          content: cacheYaml('basket', 'size: large'),
        },
      ],
    });
    const response = await gitops.post(`/proposals/${number}/merge`, {
      headSha,
    });
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({
      error: {
        name: 'ApprovalStaleError',
        message: expect.stringContaining(movedSha),
      },
      response: { statusCode: 409 },
    });
    expect(await gitops.forge.getHead()).toBe(baseSha);
    expect(gitops.audit.at(-1)).toMatchObject({
      eventId: 'proposal-merge',
      outcome: 'ApprovalStaleError',
    });
  });

  it('names the files that conflict', async () => {
    const path = 'docs/index.md';
    const first = await propose(gitops, { [path]: '# One\n' });
    const second = await propose(gitops, { [path]: '# Two\n' });
    await gitops.post(`/proposals/${first.number}/merge`, first).expect(200);
    const response = await gitops.post(
      `/proposals/${second.number}/merge`,
      second,
    );
    expect(response.status).toBe(409);
    expect(response.body.error).toMatchObject({
      name: 'MergeConflictError',
      conflicts: [path],
      message: expect.stringContaining(`"${path}"`),
    });
    const { body } = await gitops.get(`/proposals/${second.number}`);
    expect(body).toMatchObject({ mergeable: false, conflicts: [path] });
  });

  const refused: [Caller, number, string][] = [
    ['agent', 403, '"user:agents/sre" is an agent'],
    ['mcp', 403, '"plugin:mcp-actions" acts for "user:default/founder"'],
    ['scaffolder', 403, '"plugin:scaffolder" acts for'],
    ['service', 403, 'service'],
    ['viewer', 403, '"gitops.decide"'],
    ['anonymous', 401, ''],
  ];
  it.each(refused)(
    'lets %s decide nothing',
    async (caller, status, message) => {
      const { number, headSha, baseSha } = await propose(
        gitops,
        cache('basket'),
      );
      gitops.asked.length = 0;
      const merge = await gitops.post(
        `/proposals/${number}/merge`,
        { headSha },
        caller,
      );
      const close = await gitops.post(
        `/proposals/${number}/close`,
        { reason: 'No' },
        caller,
      );
      for (const response of [merge, close]) {
        expect(response.status).toBe(status);
        expect(response.body.error.message).toContain(message);
      }
      expect(await gitops.forge.getHead()).toBe(baseSha);
      expect((await gitops.forge.getProposal(number)).state).toBe('open');
      expect(gitops.asked).toEqual(
        caller === 'viewer' ? ['gitops.decide', 'gitops.decide'] : [],
      );
      const decisions = gitops.audit.filter(({ eventId }) =>
        ['proposal-merge', 'proposal-close'].includes(eventId),
      );
      expect(decisions.map(({ outcome }) => outcome)).toEqual(
        caller === 'anonymous' ? [] : ['NotAllowedError', 'NotAllowedError'],
      );
    },
  );

  it('closes with a reason, once', async () => {
    const { number, headSha } = await propose(gitops, cache('basket'));
    const closed = await gitops.post(`/proposals/${number}/close`, {
      reason: ' Not needed ',
    });
    expect(closed.status).toBe(200);
    expect(closed.body).toMatchObject({
      state: 'closed',
      decision: {
        by: { ref: 'user:default/founder', kind: 'human' },
        reason: 'Not needed',
      },
    });
    for (const [path, body] of [
      ['close', { reason: 'Again' }],
      ['merge', { headSha }],
      ['update', {}],
    ] as const) {
      const response = await gitops.post(`/proposals/${number}/${path}`, body);
      expect(response.status).toBe(409);
      expect(response.body.error.name).toBe('ProposalDecidedError');
    }
  });

  it('lets a solo founder merge their own', async () => {
    const { number, headSha } = await propose(gitops, cache('basket'));
    const { status } = await gitops.post(`/proposals/${number}/merge`, {
      headSha,
    });
    expect(status).toBe(200);
  });
});

describe('four eyes', () => {
  let gitops: Gitops;
  beforeEach(async () => {
    gitops = await startGitops({ fourEyes: true });
  });
  afterEach(() => gitops.stop());

  const merge = (
    proposal: { number: number; headSha: string },
    caller: Caller,
  ) =>
    gitops.post(
      `/proposals/${proposal.number}/merge`,
      { headSha: proposal.headSha },
      caller,
    );

  it('keep the author from merging, and nobody else', async () => {
    const proposal = await propose(gitops, cache('basket'));
    const own = await merge(proposal, 'founder');
    expect(own.status).toBe(403);
    expect(own.body.error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('four eyes'),
    });
    expect(await gitops.forge.getHead()).toBe(proposal.baseSha);
    await merge(proposal, 'second').expect(200);
  });

  it('keep the person an agent acted for from merging', async () => {
    const { body } = await gitops.post(
      '/proposals',
      {
        requestId: 'by-mcp',
        title: 'By a tool',
        changes: [{ path: 'docs/a.md', content: 'a' }],
      },
      'mcp',
    );
    expect(body.author).toEqual({
      ref: 'user:agents/mcp',
      kind: 'agent',
      onBehalfOf: 'user:default/founder',
    });
    await merge(body, 'founder').expect(403);
    await merge(body, 'second').expect(200);
  });

  it('let the author close', async () => {
    const { number } = await propose(gitops, cache('basket'));
    const { status } = await gitops.post(`/proposals/${number}/close`, {
      reason: 'Mistake',
    });
    expect(status).toBe(200);
  });
});
