import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Proposal } from '@zerotouch/plugin-gitops-common';
import {
  AttachmentRequest,
  MAX_ATTACHMENT_LENGTH,
} from '@zerotouch/plugin-kagent-common';
import { parse } from 'yaml';
import { createMemoryForge } from '../__testUtils__/createMemoryForge';
import { AttachmentReader } from './AttachmentReader';

const credentials = mockCredentials.user('user:default/ada');
const TOKEN = `ghp_${'a1B2'.repeat(9)}`;

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'xpostgres-orders-db',
    namespace: 'acme',
    title: 'orders-db',
    description: 'Orders',
    annotations: {
      'platform.zerotouch.dev/error': 'spec.size is unknown',
      'example.com/api-token': 'plain',
      'example.com/note': `use ${TOKEN}`,
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
    },
  },
  spec: { type: 'database', owner: 'group:acme/team', storage: '20Gi' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:acme/team' },
    { type: 'partOf', targetRef: 'domain:default/acme' },
  ],
};
const broken = {
  ...entity,
  metadata: { name: 'broken', namespace: 'acme' },
  relations: undefined,
  status: {
    items: [
      { type: 'a', level: 'error', message: 'Line 3 is no YAML' },
      { type: 'a', level: 'warning', message: 'Be careful' },
    ],
  },
};
const SHA = 'a'.repeat(40);
const proposal: Proposal = {
  number: 42,
  title: 'Raise the storage',
  body: `Because it is full. password=hunter2`,
  author: {
    ref: 'user:agents/sre',
    kind: 'agent',
    onBehalfOf: 'user:default/ada',
  },
  baseSha: SHA,
  headSha: SHA,
  state: 'open',
  createdAt: '2026-11-23T08:00:00.000Z',
  updatedAt: '2026-11-23T08:00:00.000Z',
  checksState: 'failure',
  tenants: ['acme'],
  files: [
    {
      path: 'tenants/acme/orders-db/xpostgres.yaml',
      status: 'modified',
      additions: 1,
      deletions: 1,
      patch: '@@ -1 +1 @@\n-storage: 20Gi\n+storage: 40Gi',
    },
    {
      path: 'docs/logo.png',
      status: 'added',
      additions: 0,
      deletions: 0,
    },
  ],
  checks: [
    { name: 'validate', status: 'failure', summary: 'One error', details: [] },
  ],
  comments: [],
  mergeable: true,
  conflicts: [],
};
const files = {
  'docs/index.md': '# Handbook\n\nHello\n',
  'docs/runbooks/restore.md': 'No heading\n',
  'docs/notes/key.md': `# Key\n\n${TOKEN}\n`,
  'docs/logo.png': 'x',
  'tenants/acme/README.md': '# Acme\n',
  'tenants/acme/orders-db/README.md': 'Orders\n',
  'tenants/acme/orders-db/xpostgres.yaml': 'kind: XPostgres\n',
  'README.md': '# Platform\n',
};

function setUp(options: { permission?: AuthorizeResult.DENY } = {}) {
  const catalog = catalogServiceMock({ entities: [entity, broken] });
  const getEntityByRef = jest.spyOn(catalog, 'getEntityByRef');
  const authorize = jest.fn(async (requests: object[]) =>
    requests.map(() => ({
      result: options.permission ?? AuthorizeResult.ALLOW,
    })),
  );
  const reader = AttachmentReader.create({
    catalog,
    forge: createMemoryForge(files, [proposal]),
    permissions: mockServices.permissions.mock({ authorize }),
  });
  const read = (...requests: AttachmentRequest[]) =>
    reader.read(requests, { credentials });
  return { authorize, getEntityByRef, read };
}

const { read } = setUp();
const one = async (request: AttachmentRequest) =>
  (await read(request)).attachments[0];

describe('an entity', () => {
  const ref = 'resource:acme/xpostgres-orders-db';

  it('is read as the person may see it, without secrets', async () => {
    const { getEntityByRef, read: readAsAda } = setUp();
    const { attachments, kinds } = await readAsAda({ kind: 'entity', ref });
    expect(getEntityByRef).toHaveBeenCalledWith(
      { kind: 'resource', namespace: 'acme', name: 'xpostgres-orders-db' },
      { credentials },
    );
    expect(attachments[0]).toMatchObject({
      kind: 'entity',
      title: 'orders-db',
      url: '/catalog/acme/resource/xpostgres-orders-db',
    });
    expect(parse(attachments[0].text)).toEqual({
      ref,
      kind: 'Resource',
      name: 'xpostgres-orders-db',
      title: 'orders-db',
      description: 'Orders',
      owner: 'group:acme/team',
      relations: ['ownedBy group:acme/team', 'partOf domain:default/acme'],
      annotations: {
        'platform.zerotouch.dev/error': 'spec.size is unknown',
        'example.com/note': 'use [removed GitHub token]',
      },
      spec: entity.spec,
    });
    expect(kinds).toEqual(['GitHub token']);
  });

  it('tells what is wrong with it', async () => {
    const { text, title } = await one({
      kind: 'entity',
      ref: 'resource:acme/broken',
    });
    expect(parse(text)).toMatchObject({ errors: ['Line 3 is no YAML'] });
    expect(text).not.toContain('Be careful');
    expect(title).toBe('resource:acme/broken');
  });

  it.each([
    ['resource:acme/none', 'There is no entity "resource:acme/none"'],
    ['no kind', '"no kind" names no entity'],
    ['user:default/a\0', 'names no entity'],
  ])('is refused by its ref %j', async (wrong, message) => {
    await expect(read({ kind: 'entity', ref: wrong })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
  });
});

describe('a proposal', () => {
  it('is what it says and what it changes', async () => {
    const attachment = await one({ kind: 'proposal', number: 42 });
    expect(attachment).toMatchObject({
      kind: 'proposal',
      title: '#42 Raise the storage',
      url: '/approvals/42',
    });
    expect(attachment.text).toBe(
      [
        'Proposal #42: Raise the storage',
        'State: open, by user:agents/sre for user:default/ada',
        `Head: ${SHA}`,
        'Check validate: failure, One error',
        '',
        'Because it is full. password=[removed password]',
        '',
        'Files (2):',
        '- tenants/acme/orders-db/xpostgres.yaml modified +1 -1',
        '- docs/logo.png added +0 -0',
        '',
        '--- tenants/acme/orders-db/xpostgres.yaml',
        '+++ tenants/acme/orders-db/xpostgres.yaml',
        '@@ -1 +1 @@',
        '-storage: 20Gi',
        '+storage: 40Gi',
        '',
        '--- docs/logo.png',
        '+++ docs/logo.png',
        '(not a text)',
      ].join('\n'),
    );
  });

  it('that does not exist is refused by its number', async () => {
    await expect(read({ kind: 'proposal', number: 7 })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('#7'),
    });
  });
});

describe('a page of the docs', () => {
  it.each([
    [
      'docs/index.md',
      'Handbook (docs/index.md)',
      '/docs/default/component/zerotouch/',
    ],
    [
      'docs/runbooks/restore.md',
      'docs/runbooks/restore.md',
      '/docs/default/component/zerotouch/runbooks/restore/',
    ],
    [
      'tenants/acme/README.md',
      'Acme (tenants/acme/README.md)',
      '/catalog/default/domain/acme',
    ],
    [
      'tenants/acme/orders-db/README.md',
      'tenants/acme/orders-db/README.md',
      '/catalog/default/domain/acme',
    ],
  ])('is read from main: %s', async (path, title, url) => {
    expect(await one({ kind: 'doc', path })).toEqual({
      kind: 'doc',
      title,
      text: files[path as keyof typeof files],
      url,
    });
  });

  it.each([
    'README.md',
    'docs/logo.png',
    'tenants/acme/orders-db/xpostgres.yaml',
    'docs/../README.md',
    'docs/./index.md',
    'docs//index.md',
    '/docs/index.md',
    'docs\\index.md',
    'docs/index.md\0',
    'docs/none.md',
  ])('is refused when it is none: %j', async path => {
    await expect(read({ kind: 'doc', path })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(path),
    });
  });
});

describe('what a browser gives', () => {
  it('is kept, without secrets, in the order of the request', async () => {
    const { attachments, kinds } = await read(
      { kind: 'log', title: `log of ${TOKEN}\n`, text: 'password=hunter2' },
      { kind: 'doc', path: 'docs/notes/key.md' },
      { kind: 'file', title: 'main.go', text: 'package main' },
    );
    expect(attachments).toEqual([
      {
        kind: 'log',
        title: 'log of [removed GitHub token] ',
        text: 'password=[removed password]',
      },
      expect.objectContaining({ text: '# Key\n\n[removed GitHub token]\n' }),
      { kind: 'file', title: 'main.go', text: 'package main' },
    ]);
    expect(kinds).toEqual(['GitHub token', 'password']);
  });

  it('has its secrets removed before it is cut', async () => {
    // The cut falls into the middle of the token.
    const before = 'x'.repeat(MAX_ATTACHMENT_LENGTH - 75);
    const text = `${before} ${TOKEN} ${'y'.repeat(100)}`;
    const attachment = await one({ kind: 'log', title: 'log', text });
    expect(attachment.text).not.toContain('ghp_');
  });

  it('is refused when it is no text', async () => {
    await expect(
      read({ kind: 'file', title: 'photo.png', text: 'PNG\0' }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('"photo.png"'),
    });
  });
});

it('reads proposals and docs for people alone who may read the repository', async () => {
  const { authorize, read: readAsAda } = setUp({
    permission: AuthorizeResult.DENY,
  });
  for (const request of [
    { kind: 'proposal', number: 42 },
    { kind: 'doc', path: 'docs/index.md' },
  ] as const) {
    await expect(readAsAda(request)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('"gitops.read"'),
    });
  }
  expect(authorize).toHaveBeenCalledWith(
    [{ permission: expect.objectContaining({ name: 'gitops.read' }) }],
    { credentials },
  );
  const { attachments } = await readAsAda({
    kind: 'log',
    title: 'log',
    text: 'x',
  });
  expect(attachments).toHaveLength(1);
});
