import { createContext, replaceIn } from '../__testing__/repository';
import { checkGenerated } from './checkGenerated';
import { checkTenancy } from './checkTenancy';

const CLAIMS = 'bootstrap/applications/tenants-claims.yaml';
const DEFINITION = 'platform/04-apis/xtenant/definition.yaml';
const PROJECT = 'tenants/acme/project.yaml';
const QDRANT = 'platform/03-intelligence/qdrant/application.yaml';

type Changes = Record<string, string | undefined>;

it.each<[string, Changes, string, RegExp]>([
  [
    'a namespace of the platform that a tenant could take over',
    replaceIn(DEFINITION, "'qdrant', ", ''),
    QDRANT,
    /A tenant could be called "qdrant"/,
  ],
  [
    'a new namespace of the platform that nobody reserved',
    replaceIn(QDRANT, 'namespace: qdrant', 'namespace: vectors'),
    QDRANT,
    /"vectors"/,
  ],
  [
    'an Application of a tenant in the project of the platform',
    replaceIn(
      CLAIMS,
      "project: '{{.path.basename}}'",
      'project: platform-root',
    ),
    CLAIMS,
    /spec\.project must be "acme"/,
  ],
  [
    'an Application of a tenant that writes elsewhere',
    replaceIn(
      CLAIMS,
      "namespace: '{{.path.basename}}'",
      'namespace: monitoring',
    ),
    CLAIMS,
    /spec\.destination\.namespace must be "acme"/,
  ],
  [
    'a folder without a tenant',
    { 'tenants/acme/tenant.yaml': undefined },
    CLAIMS,
    /no tenant's/,
  ],
  [
    'a project that admits more than claims',
    replaceIn(PROJECT, 'group: platform.zerotouch.dev', "group: '*'"),
    PROJECT,
    /kinds other than claims/,
  ],
  [
    'a project without a list of kinds, which admits all',
    replaceIn(PROJECT, /^ +namespaceResourceWhitelist:[^]*/m, ''),
    PROJECT,
    /kinds other than claims/,
  ],
  [
    'a project that admits objects of the cluster',
    replaceIn(
      PROJECT,
      'clusterResourceWhitelist: []',
      "clusterResourceWhitelist: [{ group: '*', kind: '*' }]",
    ),
    PROJECT,
    /objects of the cluster/,
  ],
  [
    'a project that admits another namespace',
    replaceIn(PROJECT, 'namespace: acme', 'namespace: globex'),
    PROJECT,
    /namespaces other than its own/,
  ],
])('tenancy refuses %s', async (_name, changes, file, message) => {
  expect(checkTenancy.run(await createContext(changes))).toContainEqual(
    expect.objectContaining({
      rule: 'tenancy',
      severity: 'error',
      file,
      message: expect.stringMatching(message),
    }),
  );
});

it.each<[string, Changes, string, RegExp]>([
  [
    'a project that somebody changed',
    replaceIn(PROJECT, 'namespace: acme', 'namespace: globex'),
    PROJECT,
    /differs from what the claims ask for/,
  ],
  [
    'a project that is not there',
    { [PROJECT]: undefined },
    PROJECT,
    /is missing/,
  ],
  [
    'a project that does not follow its tenant',
    replaceIn('tenants/acme/tenant.yaml', 'Acme Outfitters', 'Acme Limited'),
    PROJECT,
    /zt -- generate/,
  ],
  [
    'the project of a tenant that is gone',
    { 'tenants/initech/project.yaml': 'kind: AppProject\n' },
    'tenants/initech/project.yaml',
    /delete it/,
  ],
  [
    'accounts that lack a tenant',
    { 'tenants/globex/tenant.yaml': undefined },
    'platform/01-foundation/nats/accounts.yaml',
    /differs/,
  ],
])('generated refuses %s', async (_name, changes, file, message) => {
  expect(checkGenerated.run(await createContext(changes))).toContainEqual(
    expect.objectContaining({
      rule: 'generated',
      severity: 'error',
      file,
      message: expect.stringMatching(message),
    }),
  );
});

it('points at the first line that differs', async () => {
  const context = await createContext(
    replaceIn(PROJECT, 'namespace: acme', 'namespace: globex'),
  );
  expect(checkGenerated.run(context)).toEqual([
    expect.objectContaining({ file: PROJECT, line: 14 }),
  ]);
});

it('finds nothing in the repository of this checkout', async () => {
  const context = await createContext();
  expect(checkTenancy.run(context)).toEqual([]);
  expect(checkGenerated.run(context)).toEqual([]);
});
