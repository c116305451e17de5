import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// A golden path is only as good as the backend that it calls.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import gitopsPlugin from '@zerotouch/plugin-gitops-backend';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import {
  TestForge,
  createTestForge,
} from '@zerotouch/plugin-gitops-node/testUtils';
import { parse } from 'yaml';
import { scaffolderModuleGitops } from './module';

jest.setTimeout(120_000);

const top = resolve(__dirname, '../../..');
const goldens = resolve(__dirname, 'goldens');
const read = (path: string) => readFileSync(resolve(top, path), 'utf8');

/** Files below a folder, by their path in it. */
function listFiles(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap(entry => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      return entry.isDirectory() ? listFiles(folder, path) : [path];
    })
    .sort();
}

/** Its own, so that a page that is added to the handbook changes no golden. */
const navigation = `site_name: Handbook
plugins:
  - techdocs-core
nav:
  - Start here: index.md # stays first
  - Runbooks:
      - All runbooks: runbooks/index.md
  - Contributing: contributing.md
`;

const platformFiles: Record<string, string> = Object.fromEntries(
  [
    'bootstrap/root.yaml',
    'platform/cluster.yaml',
    ...readdirSync(resolve(top, 'platform/04-apis')).map(
      kind => `platform/04-apis/${kind}/definition.yaml`,
    ),
    ...listFiles(resolve(top, 'tenants')).map(path => `tenants/${path}`),
  ].map(path => [path, read(path)]),
);

interface Case {
  template: string;
  values: Record<string, unknown>;
}

const cases: Case[] = [
  {
    template: 'new-service',
    values: {
      tenant: 'acme',
      name: 'checkout',
      reason: 'Takes orders and payments.',
      spec: { image: 'ghcr.io/acme/checkout:1.0.0', exposure: 'public' },
      database: { create: true, size: 'medium', storageGB: 40 },
      cache: { create: true, size: 'small' },
      stream: { create: true },
    },
  },
  {
    template: 'new-event-service',
    values: {
      tenant: 'acme',
      name: 'mailer',
      spec: { image: 'ghcr.io/acme/mailer:1.0.0' },
      stream: { create: true },
    },
  },
  {
    template: 'new-database',
    values: {
      tenant: 'acme',
      name: 'stock-db',
      reason: 'What is in stock, by article.',
      spec: { size: 'medium', storageGB: 50 },
    },
  },
  {
    template: 'new-tenant',
    values: {
      name: 'initech',
      reason: 'A new customer.',
      spec: { displayName: 'Initech', owner: 'group:default/founders' },
    },
  },
  {
    template: 'new-agent',
    values: {
      tenant: 'acme',
      name: 'support',
      reason: 'Answers what customers ask most.',
      spec: {
        description: 'Answers questions about orders.',
        prompt: 'You answer questions about orders. Be short.',
      },
    },
  },
  {
    template: 'new-runbook',
    values: {
      title: 'A certificate runs out',
      slug: 'certificate-runs-out',
      severity: 'high',
      alerts: ['CertificateExpiresSoon'],
      claims: ['XWebService'],
      symptoms: 'Browsers warn of the certificate.',
      diagnosis: 'Look at its date.',
    },
  },
];

describe('hand-written golden paths', () => {
  let repository: TestForge;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    repository = await createTestForge({
      ...platformFiles,
      'mkdocs.yml': navigation,
    });
    const { forge } = repository;
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleGitops,
        gitopsPlugin,
        catalogServiceMock.factory({ entities: [] }),
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

  async function dryRun({ template, values }: Case) {
    const folder = resolve(top, 'templates', template);
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/scaffolder/v2/dry-run`,
      {
        method: 'POST',
        headers: {
          Authorization: mockCredentials.user.header('user:default/founder'),
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({
          template: parse(read(`templates/${template}/template.yaml`)),
          values,
          secrets: {},
          directoryContents: listFiles(folder).map(path => ({
            path,
            base64Content: readFileSync(join(folder, path)).toString('base64'),
          })),
        }),
      },
    );
    const body = await response.json();
    const files: Record<string, string> = Object.fromEntries(
      (body.directoryContents ?? []).map(
        (file: { path: string; base64Content: string }) => [
          file.path.replace(/^files\//, ''),
          Buffer.from(file.base64Content, 'base64').toString('utf8'),
        ],
      ),
    );
    return { status: response.status, body, files };
  }

  it.each(cases)('$template writes what its goldens say', async testCase => {
    const { status, body, files } = await dryRun(testCase);
    expect({ status, log: status === 200 ? [] : body }).toEqual({
      status: 200,
      log: [],
    });
    expect(body.output.paths).toEqual(
      expect.arrayContaining(Object.keys(files)),
    );
    const folder = join(goldens, testCase.template);
    if (process.env.UPDATE_GOLDENS) {
      rmSync(folder, { recursive: true, force: true });
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    }
    expect(files).toEqual(
      Object.fromEntries(
        listFiles(folder).map(path => [
          path,
          readFileSync(join(folder, path), 'utf8'),
        ]),
      ),
    );
  });

  it('writes nothing to the repository in a dry run', async () => {
    const before = await repository.forge.getHead();
    for (const testCase of cases) {
      await dryRun(testCase);
    }
    expect(await repository.forge.getHead()).toBe(before);
    expect(await repository.forge.listProposals({ limit: 1 })).toEqual(
      expect.objectContaining({ items: [] }),
    );
  });

  it.each(cases)(
    '$template says what it is, where it belongs, and what it opens',
    ({ template }) => {
      const { metadata, spec } = parse(
        read(`templates/${template}/template.yaml`),
      );
      expect(metadata).toMatchObject({
        name: template,
        description: expect.stringMatching(/\.$/),
        tags: ['recommended'],
      });
      expect(spec.steps.at(-1)).toMatchObject({
        id: 'propose',
        action: 'gitops:change:propose',
      });
      expect(
        spec.steps.filter((step: { action: string }) =>
          step.action.includes(':propose'),
        ),
      ).toHaveLength(1);
    },
  );

  it('writes for a tenant exactly the project that stands beside one', async () => {
    const { files } = await dryRun({
      template: 'new-tenant',
      values: {
        name: 'umbrella',
        spec: { displayName: 'Umbrella', owner: 'group:default/founders' },
      },
    });
    expect(files['tenants/umbrella/project.yaml']).toBe(
      read('tenants/acme/project.yaml')
        .replace('Acme Outfitters', 'Umbrella')
        .replace(/: acme$/gm, ': umbrella'),
    );
  });
});
