import { expect, test } from '@playwright/test';
import { commitOnMain } from './commitOnMain';
import { PortalApi } from './portalApi';

test('the loop by HTTP: template, proposal, diff, merge, entity, docs, answer', async ({
  request,
}) => {
  const api = await PortalApi.signIn(request);

  const run = await api.runTemplate('xdragonfly', {
    tenant: 'acme',
    name: 'loop-cache',
    spec: { size: 'micro' },
  });
  expect(run.status, run.message).toBe('completed');
  const number = Number(run.output.proposalNumber);
  expect(run.output.proposalUrl).toBe(`/approvals/${number}`);

  const open = await api.json('/api/gitops/proposals?state=open');
  expect(open.items.map((item: { number: number }) => item.number)).toContain(
    number,
  );
  const proposal = await api.json(`/api/gitops/proposals/${number}`);
  expect(proposal.title).toContain('loop-cache');
  expect(proposal.author).toEqual({
    ref: 'user:default/founder',
    kind: 'human',
  });
  expect(proposal.files).toMatchObject([
    { path: 'tenants/acme/loop-cache/xdragonfly.yaml', status: 'added' },
  ]);
  expect(proposal.files[0].patch).toContain('+kind: XDragonfly');

  const merged = await api.post(`/api/gitops/proposals/${number}/merge`, {
    headSha: proposal.headSha,
  });
  expect(merged.status(), await merged.text()).toBe(200);
  expect((await merged.json()).mergeSha).toMatch(/^[0-9a-f]{40}$/);

  const entity =
    '/api/catalog/entities/by-name/resource/acme/xdragonfly-loop-cache';
  await expect
    .poll(async () => (await api.get(entity)).status(), { timeout: 10_000 })
    .toBe(200);

  await expect
    .poll(
      async () =>
        (
          await api.get(
            '/api/techdocs/static/docs/default/component/zerotouch/index.html',
          )
        ).status(),
      { timeout: 60_000 },
    )
    .toBe(200);

  const conversation = await (
    await api.post('/api/kagent/conversations', { agent: 'consultant' })
  ).json();
  const answer = await api.post(
    `/api/kagent/conversations/${conversation.id}/messages`,
    { text: 'How do I add a Dragonfly cache?' },
  );
  expect(answer.headers()['content-type']).toContain('text/event-stream');
  const types = [...(await answer.text()).matchAll(/"type":"([a-z-]+)"/g)].map(
    match => match[1],
  );
  expect(types[0]).toBe('message-start');
  expect(types).toEqual(
    expect.arrayContaining([
      'text-delta',
      'source',
      'tool-output-available',
      'message-end',
    ]),
  );
});

test('a name that exists, an unknown tenant and an invalid spec are refused before anything is written', async ({
  request,
}) => {
  const api = await PortalApi.signIn(request);
  const before = (await api.json('/api/gitops/proposals?limit=200')).items
    .length;
  const refused = [
    {
      values: { tenant: 'acme', name: 'orders-db', spec: {} },
      says: /orders-db/,
    },
    {
      values: { tenant: 'nobody', name: 'fresh-db', spec: {} },
      says: /nobody/,
    },
    {
      values: { tenant: 'acme', name: 'fresh-db', spec: { storageGB: 1 } },
      says: /storageGB|>= 10/,
    },
    {
      values: { tenant: 'acme', name: 'fresh-db', spec: { storagegb: 50 } },
      says: /storagegb/,
    },
  ];
  for (const { values, says } of refused) {
    const response = await api.post('/api/scaffolder/v2/tasks', {
      templateRef: 'template:default/xpostgres',
      values,
    });
    if (response.status() === 201) {
      const { id } = await response.json();
      await expect
        .poll(
          async () => (await api.json(`/api/scaffolder/v2/tasks/${id}`)).status,
          { timeout: 20_000 },
        )
        .toBe('failed');
      expect(
        JSON.stringify(await api.json(`/api/scaffolder/v2/tasks/${id}/events`)),
      ).toMatch(says);
    } else {
      expect(response.status()).toBe(400);
      expect(await response.text()).toMatch(says);
    }
  }
  expect((await api.json('/api/gitops/proposals?limit=200')).items.length).toBe(
    before,
  );
});

test('a merge names the head that was seen', async ({ request }) => {
  const api = await PortalApi.signIn(request);
  const created = await api.propose('Say hello', [
    { path: 'docs/hello.md', content: '# Hello\n' },
  ]);
  expect(created.status(), await created.text()).toBe(201);
  const { number, baseSha, headSha } = await created.json();
  const stale = await api.post(`/api/gitops/proposals/${number}/merge`, {
    headSha: baseSha,
  });
  expect(stale.status()).toBe(409);
  expect((await stale.json()).error.name).toBe('ApprovalStaleError');
  expect((await api.json(`/api/gitops/proposals/${number}`)).state).toBe(
    'open',
  );
  const closed = await api.post(`/api/gitops/proposals/${number}/close`, {
    reason: 'Only a test',
  });
  expect(closed.status()).toBe(200);
  const late = await api.post(`/api/gitops/proposals/${number}/merge`, {
    headSha,
  });
  expect(late.status()).toBe(409);
});

test('broken YAML is refused in a proposal; on main it keeps the entity as it was, with the error on it', async ({
  request,
}) => {
  const api = await PortalApi.signIn(request);
  const path = 'tenants/globex/ledger/xpostgres.yaml';
  const entity =
    '/api/catalog/entities/by-name/resource/globex/xpostgres-ledger';
  await expect
    .poll(async () => (await api.get(entity)).status(), { timeout: 20_000 })
    .toBe(200);
  const good = (await api.json(`/api/gitops/files?path=${path}`)).content;
  const broken = `${good}\n  - : [broken\n`;

  const refused = await api.propose('Break the ledger', [
    { path, content: broken },
  ]);
  expect(refused.status()).toBe(400);
  expect(await refused.text()).toContain(path);

  const { totalItems } = await api.json(
    '/api/catalog/entities/by-query?limit=0',
  );
  commitOnMain(path, broken);
  try {
    await expect
      .poll(
        async () =>
          (
            await api.json(entity)
          ).metadata.annotations['platform.zerotouch.dev/error'] ?? '',
        { timeout: 15_000 },
      )
      .toMatch(/line \d+|:\d+/);
    expect((await api.json(entity)).status.items[0].type).toBe(
      'backstage.io/catalog-processing',
    );
    expect(
      (await api.json('/api/catalog/entities/by-query?limit=0')).totalItems,
    ).toBe(totalItems);
    const { items } = await api.json('/api/gitops/problems');
    expect(items.map((item: { path: string }) => item.path)).toContain(path);
  } finally {
    commitOnMain(path, good);
  }
  await expect
    .poll(
      async () =>
        (
          await api.json(entity)
        ).metadata.annotations['platform.zerotouch.dev/error'],
      { timeout: 15_000 },
    )
    .toBeUndefined();
});

test('messages that are too large or not text are refused with a clear error', async ({
  request,
}) => {
  const api = await PortalApi.signIn(request);
  const { id } = await (
    await api.post('/api/kagent/conversations', { agent: 'consultant' })
  ).json();
  const huge = await api.post(`/api/kagent/conversations/${id}/messages`, {
    text: 'x'.repeat(2_000_000),
  });
  expect([400, 413]).toContain(huge.status());
  expect((await huge.json()).error.message.length).toBeLessThan(300);
  const parts = await api.post(`/api/kagent/conversations/${id}/messages`, {
    text: 'hi',
    parts: [{ kind: 'data' }],
  });
  expect(parts.status()).toBe(400);
});

test('nobody gets in without signing in, and pages carry a strict content security policy', async ({
  request,
}) => {
  for (const path of [
    '/api/gitops/proposals',
    '/api/kagent/conversations',
    '/api/knowledge/search?q=x',
    '/api/catalog/entities',
  ]) {
    expect((await request.get(path)).status(), path).toBe(401);
  }
  const policy = (await request.get('/')).headers()['content-security-policy'];
  expect(policy).toContain("img-src 'self' data:");
  expect(policy).toContain("connect-src 'self'");
});
