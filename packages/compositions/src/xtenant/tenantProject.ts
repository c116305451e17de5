import { stringify } from 'yaml';
import { PLATFORM_GROUP } from '../definition/parseDefinition';
import { Claim, RepositoryFile } from '../types';

const HEAD =
  '# What the Application of this tenant may do: claims, in one namespace, from this repository. Generated from tenant.yaml by\n' +
  '# "npm run zt -- generate"; do not edit.\n';

/** Where the Argo CD project of a tenant lies, beside the tenant. */
export function tenantProjectPath(tenant: string): string {
  return `tenants/${tenant}/project.yaml`;
}

/**
 * The Argo CD project of a tenant: the fence around the Application that applies its claims.
 *
 * @remarks
 * Only namespaced kinds of the platform group, only in the tenant's namespace, only from the platform repository: a tenant that writes
 * a Deployment, a claim for another namespace or a second XTenant into its folder is refused by Argo CD.
 *
 * @param options.tenant - The XTenant, with or without its defaults.
 * @param options.repoURL - Address of the platform repository, as the root Application names it.
 */
export function tenantProject(options: {
  tenant: Claim;
  repoURL: string;
}): RepositoryFile {
  const { tenant, repoURL } = options;
  const { name } = tenant.metadata;
  const project = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: 'argocd' },
    spec: {
      description: `Claims of ${String(tenant.spec.displayName ?? name)}`,
      sourceRepos: [repoURL],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: name },
      ],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [{ group: PLATFORM_GROUP, kind: '*' }],
    },
  };
  return {
    path: tenantProjectPath(name),
    content: HEAD + stringify(project, { lineWidth: 0, singleQuote: true }),
  };
}
