import { sortFindings } from '../Finding';
import { composeClaims, currentEngine } from '../render/composeClaims';
import { SchemaSet } from '../schemas/SchemaSet';
import { ClosedSchema } from '../schemas/toClosedSchema';
import { contentOf, createContext, replaceIn } from '../__testing__/repository';
import { Check } from './Check';
import { checkClaims } from './checkClaims';
import { checkDocs } from './checkDocs';
import { checkPromises } from './checkPromises';
import { checkGenerated } from './checkGenerated';
import { checkPrompts } from './checkPrompts';
import { checkReachable } from './checkReachable';
import { checkRevisions } from './checkRevisions';
import { checkSchemas } from './checkSchemas';
import { checkSecrets } from './checkSecrets';
import { checkTenantQuota } from './checkTenantQuota';
import { checks } from './checks';

const CILIUM = 'platform/01-foundation/cilium/application.yaml';
const EXTERNAL_SECRETS =
  'platform/01-foundation/external-secrets/application.yaml';
const CLAIMS = 'bootstrap/applications/tenants-claims.yaml';
const NATS = 'platform/01-foundation/nats/manifests';
const ORDERS = 'tenants/acme/orders-db/xpostgres.yaml';
const SECRET = `apiVersion: v1
kind: Secret
metadata: { name: stolen }
`;
const VARIABLE = `apiVersion: v1
kind: Pod
metadata: { name: leak }
spec:
  containers:
    - name: main
      env:
        - name: DB_PASSWORD
          value: hunter2
`;

describe('the platform repository of this checkout', () => {
  it('breaks no rule', async () => {
    const context = await createContext();
    const findings = checks.flatMap(check => check.run(context));
    expect(findings.filter(({ severity }) => severity !== 'skipped')).toEqual(
      [],
    );
  });

  it('says of every object that its type could not be checked without Go', async () => {
    const context = await createContext();
    const findings = checks
      .flatMap(check => check.run(context))
      .filter(({ severity }) => severity === 'skipped');
    expect(findings.length).toBeGreaterThan(100);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(
      new Set(['schema']),
    );
    expect(findings[0].message).toContain('Go is not installed');
  });
});

type Changes = Record<string, string | undefined>;

describe.each<[Check, string, Changes, string, RegExp]>([
  [
    checkClaims,
    'a claim of an unknown size',
    {
      [ORDERS]:
        'apiVersion: platform.zerotouch.dev/v1alpha1\nkind: XPostgres\nmetadata: { name: orders-db, namespace: acme, annotations: { argocd.argoproj.io/sync-options: "Prune=false,Delete=false" } }\nspec: { size: huge }\n',
    },
    ORDERS,
    /huge|size/,
  ],
  [
    checkClaims,
    'a reference to a database that is not there',
    { [ORDERS]: undefined },
    'tenants/acme/storefront/xwebservice.yaml',
    /orders-db/,
  ],
  [
    checkClaims,
    'a file that is no YAML',
    { [`${NATS}/broken.yaml`]: 'a: [1' },
    `${NATS}/broken.yaml`,
    /not valid YAML/,
  ],
  [
    checkTenantQuota,
    'claims that need more than the tenant may use',
    replaceIn('tenants/acme/tenant.yaml', /cpu: \d+/, 'cpu: 1'),
    'tenants/acme/tenant.yaml',
    /spec\.quota\.cpu allows 1000/,
  ],
  [
    checkPrompts,
    'an agent whose page with the prompt is not there',
    { 'docs/agents/acme/prompts/support.md': undefined },
    'tenants/acme/support/xagent.yaml',
    /no page "docs\/agents\/acme\/prompts\/support\.md"/,
  ],
  [
    checkGenerated,
    'a prompt that is older than its page',
    { 'docs/agents/acme/prompts/support.md': 'Say yes to everything.\n' },
    'tenants/acme/prompts.yaml',
    /generated, and differs/,
  ],
  [
    checkSecrets,
    'a Secret with content',
    { [`${NATS}/secret.yaml`]: `${SECRET}data: { key: aHVudGVy }\n` },
    `${NATS}/secret.yaml`,
    /written out with its content/,
  ],
  [
    checkSecrets,
    'a password in a field',
    replaceIn(
      CILIUM,
      'valuesObject:',
      'valuesObject:\n        password: hunter2',
    ),
    CILIUM,
    /"password" holds a literal/,
  ],
  [
    checkSecrets,
    'a password in place of a variable of NATS',
    replaceIn(
      `platform/01-foundation/nats/accounts.yaml`,
      '<< $WORKLOAD_ACME >>',
      '<< hunter2 >>',
    ),
    'platform/01-foundation/nats/accounts.yaml',
    /"password" holds a literal/,
  ],
  [
    checkSecrets,
    'a password in a variable',
    { [`${NATS}/pod.yaml`]: VARIABLE },
    `${NATS}/pod.yaml`,
    /secret variable/,
  ],
  [
    checkSecrets,
    'a password in an address',
    {
      [`${NATS}/pod.yaml`]: VARIABLE.replace('DB_PASSWORD', 'DB').replace(
        'hunter2',
        'postgres://me:hunter2@db/app',
      ),
    },
    `${NATS}/pod.yaml`,
    /address with a password/,
  ],
  [
    checkSecrets,
    'a token anywhere, a document included',
    { 'docs/notes.md': `It was AKIA${'Q'.repeat(16)}.\n` },
    'docs/notes.md',
    /AWS access key/,
  ],
  [
    checkRevisions,
    'a branch of this repository',
    replaceIn(CLAIMS, 'targetRevision: main', 'targetRevision: my-feature'),
    CLAIMS,
    /follows "my-feature"/,
  ],
  [
    checkRevisions,
    'a branch in a generator',
    replaceIn(CLAIMS, 'revision: main', 'revision: my-feature'),
    CLAIMS,
    /follows "my-feature"/,
  ],
  [
    checkRevisions,
    'a branch of another repository',
    replaceIn(
      'platform/00-crds/nack-crds/application.yaml',
      'targetRevision: v0.23.0',
      'targetRevision: main',
    ),
    'platform/00-crds/nack-crds/application.yaml',
    /no version/,
  ],
  [
    checkRevisions,
    'a range of versions',
    replaceIn(CILIUM, 'targetRevision: 1.20.2', "targetRevision: '1.*'"),
    CILIUM,
    /no version/,
  ],
  [
    checkRevisions,
    'a chart at another version than the pinned one',
    replaceIn(CILIUM, 'targetRevision: 1.20.2', 'targetRevision: 1.20.1'),
    CILIUM,
    /pins "1\.20\.2"/,
  ],
  [
    checkRevisions,
    'a chart that nobody pinned',
    replaceIn(CILIUM, 'chart: cilium', 'chart: tetragon'),
    CILIUM,
    /not in "platform\/versions\.yaml"/,
  ],
  [
    checkRevisions,
    'a pinned chart that nobody uses',
    { [CILIUM]: undefined },
    'platform/versions.yaml',
    /No Application uses the chart "cilium"/,
  ],
  [
    checkRevisions,
    'a missing file of versions',
    { 'platform/versions.yaml': undefined },
    'platform/versions.yaml',
    /missing or empty/,
  ],
  [
    checkReachable,
    'a file that no Application applies',
    { 'platform/01-foundation/keda/manifests/forgotten.yaml': SECRET },
    'platform/01-foundation/keda/manifests/forgotten.yaml',
    /No Application/,
  ],
  [
    checkReachable,
    'an Application that the root does not lead to',
    replaceIn(
      'bootstrap/root.yaml',
      "'{projects/*.yaml,applications/*.yaml}'",
      'projects/*.yaml',
    ),
    'bootstrap/applications/apis.yaml',
    /No Application/,
  ],
  [
    checkReachable,
    'an Application whose folder is empty',
    replaceIn(
      'platform/01-foundation/gateway/application.yaml',
      'gateway/manifests',
      'gateway/manifest',
    ),
    'platform/01-foundation/gateway/application.yaml',
    /where no file matches/,
  ],
  [
    checkReachable,
    'values that are not there',
    { 'bootstrap/argocd/values.yaml': undefined },
    'bootstrap/applications/argocd.yaml',
    /values file/,
  ],
  [
    checkReachable,
    'a file that two Applications apply',
    replaceIn(
      CLAIMS,
      "exclude: '{tenant.yaml,project.yaml,prompts.yaml}'",
      'exclude: tenant.yaml',
    ),
    'tenants/acme/project.yaml',
    /2 Applications/,
  ],
  [
    checkReachable,
    'a repository without a root',
    { 'bootstrap/root.yaml': undefined },
    'bootstrap/root.yaml',
    /no root Application/,
  ],
  [
    checkDocs,
    'a path in prose',
    { 'docs/notes.md': 'See `platform/nothing-here.yaml`.\n' },
    'docs/notes.md',
    /"platform\/nothing-here\.yaml"/,
  ],
  [
    checkDocs,
    'a link',
    { 'docs/notes.md': 'See [this](specs/nowhere.md).\n' },
    'docs/notes.md',
    /"docs\/specs\/nowhere\.md"/,
  ],
  [
    checkDocs,
    'an annotation',
    replaceIn(
      EXTERNAL_SECRETS,
      'platform.zerotouch.dev/title',
      'platform.zerotouch.dev/docs: docs/nowhere.md\n    platform.zerotouch.dev/title',
    ),
    EXTERNAL_SECRETS,
    /docs\/nowhere\.md/,
  ],
])('a check', (check, name, changes, file, message) => {
  it(`${check.id} refuses ${name}`, async () => {
    const findings = sortFindings(check.run(await createContext(changes)));
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        file,
        message: expect.stringMatching(message),
      }),
    );
  });
});

describe('what only a wrong composition or another version can bring', () => {
  it('constitution refuses a database without its promises', async () => {
    const context = await createContext();
    const composed = composeClaims({
      tree: context.tree,
      engine: {
        ...currentEngine,
        compose: (claim, observed, environment) => {
          const composition = currentEngine.compose(
            claim,
            observed,
            environment,
          );
          const { cluster, ...resources } = composition.resources;
          return { ...composition, resources };
        },
      },
    });
    const findings = checkPromises.run({ ...context, composed });
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'error', file: ORDERS }),
    );
    expect(checkPromises.run(context)).toEqual([]);
  });

  it('schema refuses an unknown field of a manifest, at its place, and of a composed object', async () => {
    const path = 'platform/01-foundation/storage/manifests/storageclass.yaml';
    const context = await createContext(
      replaceIn(path, 'reclaimPolicy:', 'reclaimPolice:'),
    );
    const closed = (properties: Record<string, ClosedSchema>) => ({
      type: 'object',
      additionalProperties: false,
      properties: { apiVersion: {}, kind: {}, metadata: {}, ...properties },
    });
    const schemas = SchemaSet.create([
      {
        name: 'test',
        groups: ['storage.k8s.io', 'postgresql.cnpg.io'],
        types: {
          definitions: {
            StorageClass: closed({ provisioner: {}, reclaimPolicy: {} }),
            Cluster: closed({}),
          },
          kinds: {
            'storage.k8s.io/v1 StorageClass': 'StorageClass',
            'postgresql.cnpg.io/v1 Cluster': 'Cluster',
          },
        },
      },
    ]);
    const findings = checkSchemas.run({ ...context, schemas });
    const line = contentOf(path)
      .split('\n')
      .findIndex(text => text.startsWith('reclaimPolicy'));
    expect(findings).toContainEqual({
      rule: 'schema',
      severity: 'error',
      file: path,
      line: line + 1,
      column: expect.any(Number),
      message: expect.stringContaining('"reclaimPolice" does not exist'),
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        file: ORDERS,
        message: expect.stringMatching(
          /composed Cluster "orders-db-pg" \(cluster\): the field "spec"/,
        ),
      }),
    );
  });

  it('schema refuses a kind that nobody serves', async () => {
    const context = await createContext();
    expect(
      checkSchemas
        .run({ ...context, schemas: SchemaSet.create([]) })
        .every(({ severity }) => severity === 'error'),
    ).toBe(true);
  });
});

describe('what is no mistake', () => {
  it('leaves placeholders and claims shown in full alone', async () => {
    const context = await createContext({
      'docs/notes.md': [
        'Write `tenants/<tenant>/<claim>/xpostgres.yaml`, for example `tenants/acme/new-db/xpostgres.yaml`:',
        '```yaml',
        'apiVersion: platform.zerotouch.dev/v1alpha1',
        'kind: XPostgres',
        'metadata: { name: new-db, namespace: acme }',
        '```',
      ].join('\n'),
    });
    expect(checkDocs.run(context)).toEqual([]);
  });

  it('takes references and templates for no secrets', async () => {
    const context = await createContext({
      [`${NATS}/pod.yaml`]: VARIABLE.replace('hunter2', "'{{ env.TOKEN }}'"),
      [`${NATS}/secret.yaml`]: SECRET,
    });
    expect(checkSecrets.run(context)).toEqual([]);
  });
});
