import { parse } from 'yaml';
import { createTestTree } from '../__testing__/repository';
import { tenantProject } from '../xtenant/tenantProject';
import { generatedFiles, isGeneratedPath } from './generatedFiles';

const repoURL = 'https://git.example.com/platform.git';

it('makes a project for each tenant, beside it', () => {
  const paths = generatedFiles(createTestTree(), { repoURL }).map(
    ({ path }) => path,
  );
  expect(paths).toEqual(
    expect.arrayContaining([
      'tenants/acme/project.yaml',
      'tenants/globex/project.yaml',
    ]),
  );
  expect(paths).toEqual([...paths].sort());
  expect(paths.filter(isGeneratedPath)).toHaveLength(2);
});

it('makes no project without the address of the repository', () => {
  const paths = generatedFiles(createTestTree(), {}).map(({ path }) => path);
  expect(paths.filter(isGeneratedPath)).toEqual([]);
});

describe('the project of a tenant', () => {
  const [tenant] = createTestTree().claims.filter(
    ({ claim }) => claim.kind === 'XTenant',
  );
  const project = (displayName: string) =>
    tenantProject({
      tenant: { ...tenant.claim, spec: { ...tenant.claim.spec, displayName } },
      repoURL,
    });

  it('admits claims in one namespace from one repository, and nothing else', () => {
    const { name } = tenant.claim.metadata;
    expect(parse(project('Acme').content)).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name, namespace: 'argocd' },
      spec: {
        description: 'Claims of Acme',
        sourceRepos: [repoURL],
        destinations: [
          { server: 'https://kubernetes.default.svc', namespace: name },
        ],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: [
          { group: 'platform.zerotouch.dev', kind: '*' },
        ],
      },
    });
  });

  it.each(['a: b', '# no', "it's", '{{ x }}', '*', 'a\nkind: Secret'])(
    'keeps the name %j a text',
    displayName => {
      expect(parse(project(displayName).content)).toMatchObject({
        kind: 'AppProject',
        spec: { description: `Claims of ${displayName}` },
      });
    },
  );
});
