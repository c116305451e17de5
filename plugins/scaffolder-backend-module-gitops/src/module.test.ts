import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// The action is only as good as the backend that it calls.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import gitopsPlugin from '@zerotouch/plugin-gitops-backend';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import {
  TestForge,
  createTestForge,
} from '@zerotouch/plugin-gitops-node/testUtils';
import { parse } from 'yaml';
import { scaffolderModuleGitops } from './module';

jest.setTimeout(60_000);

const top = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(resolve(top, path), 'utf8');
const kinds = ['xpostgres', 'xwebservice', 'xdragonfly'];
const platformFiles = Object.fromEntries(
  [
    'platform/cluster.yaml',
    ...readdirSync(resolve(top, 'platform/04-apis')).map(
      kind => `platform/04-apis/${kind}/definition.yaml`,
    ),
    'tenants/acme/tenant.yaml',
  ].map(path => [path, read(path)]),
);
const templates = kinds.map(kind =>
  parse(read(`templates/${kind}/template.yaml`)),
);

interface TaskEvent {
  type: string;
  body: {
    message?: string;
    error?: { message: string };
    output?: Record<string, unknown>;
  };
}

describe('golden paths over HTTP', () => {
  let repository: TestForge;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    repository = await createTestForge(platformFiles);
    const { forge } = repository;
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleGitops,
        gitopsPlugin,
        catalogServiceMock.factory({ entities: templates }),
        mockServices.rootConfig.factory({ data: {} }),
        createServiceFactory({
          service: gitForgeServiceRef,
          deps: {},
          factory: () => forge,
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await repository?.remove();
  });

  async function call(path: string, body?: unknown) {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/scaffolder/v2${path}`,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          Authorization: mockCredentials.user.header('user:default/founder'),
          'Content-Type': 'application/json',
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
    return { status: response.status, body: await response.json() };
  }

  async function run(kind: string, values: Record<string, unknown>) {
    const started = await call('/tasks', {
      templateRef: `template:default/${kind}`,
      values,
    });
    if (started.status !== 201) return { refused: started };
    for (;;) {
      const events = await call(`/tasks/${started.body.id}/events`);
      const end = events.body.find(
        (event: TaskEvent) => event.type === 'completion',
      );
      if (end) return { id: started.body.id, completion: end.body };
    }
  }

  async function listProposals() {
    const { items } = await repository.forge.listProposals({ limit: 100 });
    return items.map(({ number, title, state }) => ({ number, title, state }));
  }

  it.each([
    ['xpostgres', { storageGB: 50, backup: null }],
    ['xwebservice', { image: 'ghcr.io/acme/shop:1', database: null }],
    ['xdragonfly', { replicas: 1 }],
  ])('turns values for %s into a proposal', async (kind, spec) => {
    const name = `made-by-${kind}`;
    const { completion } = await run(kind, { tenant: 'acme', name, spec });
    expect(completion).toMatchObject({
      message: 'Run completed with status: completed',
      output: {
        proposalNumber: expect.any(Number),
        proposalUrl: expect.stringMatching(/^\/approvals\/\d+$/),
        path: `tenants/acme/${name}/${kind}.yaml`,
      },
    });
    const proposal = await repository.forge.getProposal(
      completion.output.proposalNumber,
    );
    expect(proposal).toMatchObject({
      title: expect.stringContaining(name),
      author: { ref: 'user:default/founder', kind: 'human' },
      state: 'open',
      files: [{ path: `tenants/acme/${name}/${kind}.yaml`, status: 'added' }],
    });
  });

  it.each([
    [
      'an unknown tenant',
      { tenant: 'nobody', name: 'a-db', spec: {} },
      'There is no tenant "nobody"',
    ],
    [
      'a rule between fields',
      {
        tenant: 'acme',
        name: 'a-db',
        spec: { dataClass: 'ephemeral', backup: { retentionDays: 10 } },
      },
      'spec.backup',
    ],
    [
      'a value out of range',
      { tenant: 'acme', name: 'a-db', spec: { storageGB: 1 } },
      'spec.storageGB must be at least 10',
    ],
    [
      'an unknown field',
      { tenant: 'acme', name: 'a-db', spec: { storage: 1 } },
      'Unknown field "storage"',
    ],
  ])('refuses %s and writes nothing', async (_, values, message) => {
    const before = await listProposals();
    const { completion } = await run('xpostgres', values);
    expect(completion.message).toContain('failed');
    expect(completion.error.message).toContain(message);
    expect(await listProposals()).toEqual(before);
  });

  it('refuses a name that exists', async () => {
    const values = { tenant: 'acme', name: 'taken', spec: {} };
    const first = await run('xdragonfly', values);
    const { number, headSha } = await repository.forge.getProposal(
      first.completion.output.proposalNumber,
    );
    await repository.forge.mergeProposal({
      number,
      headSha,
      approver: { ref: 'user:default/founder', kind: 'human' },
    });
    const before = await listProposals();
    const { completion } = await run('xdragonfly', values);
    expect(completion.message).toContain('failed');
    expect(completion.error.message).toBe(
      '"tenants/acme/taken/xdragonfly.yaml" exists already on main; choose another name',
    );
    expect(await listProposals()).toEqual(before);
  });

  it('opens one proposal for each task', async () => {
    const values = { tenant: 'acme', name: 'twice', spec: {} };
    const runs = await Promise.all([
      run('xdragonfly', values),
      run('xdragonfly', values),
    ]);
    const numbers = runs.map(
      ({ completion }) => completion.output.proposalNumber,
    );
    expect(new Set(numbers).size).toBe(2);
  });
});
