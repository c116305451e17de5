import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Proposal } from '@zerotouch/plugin-gitops-common';
import { BackendPortalReader } from './PortalReader';

const person = mockCredentials.user('user:default/ada');
const time = '2026-11-23T08:00:00.000Z';
const proposal: Proposal = {
  number: 12,
  title: 'Change',
  body: '',
  author: { ref: 'user:default/ada', kind: 'human' },
  baseSha: 'a'.repeat(40),
  headSha: 'b'.repeat(40),
  state: 'open',
  createdAt: time,
  updatedAt: time,
  checksState: 'none',
  tenants: [],
  files: [
    { path: 'docs/a.md', status: 'modified', additions: 1, deletions: 0 },
    { path: 'docs/b.md', status: 'removed', additions: 0, deletions: 1 },
  ],
  checks: [],
  comments: [],
  mergeable: true,
  conflicts: [],
};
const preview = { sha: 'a'.repeat(40), findings: [], claims: [] };

/** A gitops plugin that answers by path, and remembers what it was asked as whom. */
function create(answers: Record<string, unknown>) {
  const calls: {
    path: string;
    body?: unknown;
    authorization: string | null;
  }[] = [];
  const reader = BackendPortalReader.create({
    auth: mockServices.auth({ pluginId: 'kagent' }),
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'shop' },
        },
      ],
    }),
    discovery: mockServices.discovery(),
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const path = url.pathname.replace('/api/gitops', '');
      calls.push({
        path: path + url.search,
        body: init?.body ? JSON.parse(String(init.body)) : undefined,
        authorization: new Headers(init?.headers).get('authorization'),
      });
      return path in answers
        ? Response.json(answers[path])
        : Response.json(
            { error: { name: 'NotFoundError', message: 'none' } },
            { status: 404 },
          );
    },
  });
  return { calls, reader };
}

describe('BackendPortalReader', () => {
  it('reads a proposal and previews what is in it, as the person', async () => {
    const { calls, reader } = create({
      '/proposals/12': proposal,
      '/files': { path: 'docs/a.md', content: 'new', ref: 'b'.repeat(40) },
      '/changes/preview': preview,
    });
    expect(await reader.findProposal(12, person)).toEqual({
      proposal,
      preview,
    });
    expect(calls.map(({ path }) => path)).toEqual([
      '/proposals/12',
      `/files?path=docs%2Fa.md&ref=${'b'.repeat(40)}`,
      '/changes/preview',
    ]);
    expect(calls[2].body).toEqual({
      changes: [
        { path: 'docs/a.md', content: 'new' },
        { path: 'docs/b.md', content: null },
      ],
    });
    for (const { authorization } of calls) {
      expect(authorization).toContain('user:default/ada');
    }
  });

  it('previews nothing of a proposal that is decided', async () => {
    const merged = { ...proposal, state: 'merged' };
    const { calls, reader } = create({ '/proposals/12': merged });
    expect(await reader.findProposal(12, person)).toEqual({ proposal: merged });
    expect(calls).toHaveLength(1);
  });

  it('finds no proposal that is not there, and passes on other failures', async () => {
    const { reader } = create({ '/proposals/12': { nonsense: true } });
    expect(await reader.findProposal(99, person)).toBeUndefined();
    await expect(reader.findProposal(12, person)).rejects.toThrow();
  });

  it('lists entities, changes and open proposals', async () => {
    const { calls, reader } = create({
      '/commits': { items: [] },
      '/proposals': { items: [] },
    });
    expect(await reader.listEntities(person)).toHaveLength(1);
    expect(await reader.listCommits(person)).toEqual([]);
    expect(await reader.listOpenProposals(person)).toEqual([]);
    expect(calls.map(({ path }) => path)).toEqual([
      '/commits?limit=5',
      '/proposals?state=open&limit=50',
    ]);
  });
});
