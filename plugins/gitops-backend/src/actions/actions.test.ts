import { mockCredentials } from '@backstage/backend-test-utils';
import {
  createProposalRequestSchema,
  previewRequestSchema,
} from '@zerotouch/plugin-gitops-common';
import { z } from 'zod';
import { propose } from '../__testUtils__/newProposal';
import { cachePath, cacheYaml } from '../__testUtils__/platformFiles';
import { Gitops, startGitops } from '../__testUtils__/startGitops';

type Input = Parameters<Gitops['actions']['invoke']>[0]['input'];

const agent = mockCredentials.user('user:agents/sre', {
  actor: { subject: 'plugin:kagent' },
});
const viewer = mockCredentials.user('user:default/viewer', {
  actor: { subject: 'plugin:mcp-actions' },
});
const personThroughMcp = mockCredentials.user('user:default/founder', {
  actor: { subject: 'plugin:mcp-actions' },
});

describe('agent actions', () => {
  let gitops: Gitops;
  beforeEach(async () => {
    gitops = await startGitops();
  });
  afterEach(() => gitops.stop());

  const invoke = (name: string, input: Input, credentials = agent) =>
    gitops.actions.invoke({ id: `test:${name}`, input, credentials });
  const change = {
    title: 'Add cache basket',
    changes: [{ path: cachePath('basket'), content: cacheYaml('basket') }],
  };

  it('are seven, and none of them decides', async () => {
    const { actions } = await gitops.actions.list();
    expect(actions.map(({ name }) => name)).toEqual([
      'list-legos',
      'get-lego-schema',
      'list-proposals',
      'get-proposal',
      'preview-claim',
      'propose-claim',
      'propose-change',
    ]);
    expect(actions.filter(({ attributes }) => attributes.destructive)).toEqual(
      [],
    );
    expect(
      actions.filter(({ attributes }) => !attributes.readOnly).map(a => a.name),
    ).toEqual(['propose-claim', 'propose-change']);
  });

  it('have schemas that agents can read', async () => {
    const { actions } = await gitops.actions.list();
    for (const { schema } of actions) {
      expect(Object.keys(schema.input.properties ?? {})).not.toEqual([]);
      expect(Object.keys(schema.output.properties ?? {})).not.toEqual([]);
    }
  });

  it.each([
    [
      'propose-change',
      createProposalRequestSchema.omit({
        startedBy: true,
        baseSha: true,
        alone: true,
      }),
    ],
    ['preview-claim', previewRequestSchema],
  ])('take in %s what the wire type takes', async (name, wire) => {
    const { actions } = await gitops.actions.list();
    const action = actions.find(item => item.name === name);
    const expected = z.toJSONSchema(wire, { io: 'input' });
    expect(toComparable(action?.schema.input.properties)).toEqual(
      toComparable(expected.properties),
    );
  });

  it('list and read proposals', async () => {
    const { number } = await propose(
      gitops,
      { 'docs/a.md': 'a\n' },
      { title: 'Write a' },
    );
    const list = await invoke('list-proposals', { state: 'open' }, viewer);
    expect(list.output).toEqual({
      items: [expect.objectContaining({ number, title: 'Write a' })],
    });
    const { output } = await invoke('get-proposal', { number }, viewer);
    expect(output).toMatchObject({
      number,
      author: 'user:default/founder',
      files: [{ path: 'docs/a.md', status: 'added' }],
      checks: [{ name: 'claims' }, { name: 'composition' }],
    });
  });

  it('preview a claim', async () => {
    const { output } = await invoke(
      'preview-claim',
      { kind: 'XDragonfly', tenant: 'acme', name: 'basket', spec: {} },
      viewer,
    );
    expect(output).toMatchObject({
      path: cachePath('basket'),
      findings: [],
      objects: expect.arrayContaining([
        expect.objectContaining({ kind: 'Dragonfly' }),
      ]),
    });
  });

  it('propose a change as the agent, once', async () => {
    const first = await invoke('propose-change', change);
    expect(first.output).toMatchObject({ state: 'open', url: '/approvals/1' });
    expect((await invoke('propose-change', change)).output).toEqual(
      first.output,
    );
    const proposal = await gitops.forge.getProposal(1);
    expect(proposal.author).toEqual({ ref: 'user:agents/sre', kind: 'agent' });
    expect(gitops.audit.at(-1)).toMatchObject({
      eventId: 'proposal-create',
      outcome: 'succeeded',
      result: { number: 1, author: 'user:agents/sre' },
    });
    await invoke('propose-change', change, personThroughMcp);
    expect((await gitops.forge.getProposal(2)).author).toEqual({
      ref: 'user:agents/mcp',
      kind: 'agent',
      onBehalfOf: 'user:default/founder',
    });
  });

  it('describe the APIs', async () => {
    const list = await invoke('list-legos', { group: 'Data' }, viewer);
    expect(list.output).toMatchObject({
      items: [{ kind: 'XDragonfly' }, { kind: 'XPostgres' }],
    });
    const lego = await invoke('get-lego-schema', { kind: 'XPostgres' }, viewer);
    expect(lego.output).toMatchObject({
      kind: 'XPostgres',
      schema: { properties: { storageGB: { minimum: 10 } } },
      rules: expect.arrayContaining([expect.stringContaining('storageGB')]),
    });
    await expect(
      invoke('get-lego-schema', { kind: 'XNothing' }, viewer),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('propose a claim once, and not over one that exists', async () => {
    const claim = {
      kind: 'XDragonfly',
      tenant: 'acme',
      name: 'basket',
      spec: {},
    };
    const first = await invoke('propose-claim', claim);
    expect(first.output).toMatchObject({
      state: 'open',
      path: cachePath('basket'),
    });
    expect((await invoke('propose-claim', claim)).output).toEqual(first.output);
    await expect(
      invoke('propose-claim', { ...claim, name: 'sessions' }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(
      invoke('propose-claim', { ...claim, spec: { size: 'huge' } }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('must be one of'),
    });
    await expect(
      invoke('propose-claim', { ...claim, name: 'other' }, viewer),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect((await gitops.forge.listProposals({ limit: 9 })).items).toHaveLength(
      1,
    );
  });

  it('refuse what nobody could read', async () => {
    const page = (index: number, lines: number) => ({
      path: `docs/page-${index}.md`,
      content: 'line\n'.repeat(lines),
    });
    for (const [changes, message] of [
      [Array.from({ length: 51 }, (_, index) => page(index, 1)), '51 files'],
      [[page(0, 5_001)], '5002 lines'],
    ] as const) {
      await expect(
        invoke('propose-change', { title: 'Much', changes: [...changes] }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(message),
      });
    }
    expect((await gitops.forge.listProposals({ limit: 1 })).items).toEqual([]);
  });

  it('propose nothing for a viewer, a service or nobody', async () => {
    for (const credentials of [
      viewer,
      mockCredentials.service(),
      mockCredentials.none(),
    ]) {
      await expect(
        gitops.actions.invoke({
          id: 'test:propose-change',
          input: change,
          credentials,
        }),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    }
    expect((await gitops.forge.listProposals({ limit: 1 })).items).toEqual([]);
    expect(gitops.audit.at(-1)?.outcome).toBe('NotAllowedError');
  });

  it('say what is wrong with a claim, with a stock error', async () => {
    await expect(
      invoke('propose-change', {
        ...change,
        changes: [
          { path: cachePath('basket'), content: cacheYaml('basket', 'a: 1') },
        ],
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(`${cachePath('basket')}:7`),
    });
  });

  it('take no author and no start from their input', async () => {
    await invoke('propose-change', {
      ...change,
      startedBy: '',
      author: { ref: 'user:default/founder', kind: 'human' },
    });
    expect((await gitops.forge.getProposal(1)).author.ref).toBe(
      'user:agents/sre',
    );
  });
});

const IGNORED = new Set([
  'description',
  'propertyNames',
  'additionalProperties',
]);

/** Leaves out what describes a schema and what the two libraries write in ways of their own. */
function toComparable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toComparable);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const { anyOf, ...schema } = value as Record<string, unknown>;
  const nullable = Array.isArray(anyOf)
    ? Object.assign({}, ...anyOf.filter(item => item.type !== 'null'), {
        nullable: true,
      })
    : {};
  return Object.fromEntries(
    Object.entries({ ...schema, ...nullable })
      .filter(([key]) => !IGNORED.has(key))
      .map(([key, item]) => [key, toComparable(item)]),
  );
}
