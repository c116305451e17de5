import { findClaims } from '../../tree/claimIndex';
import { tenantFolder } from '../../tree/readPlatformTree';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

/** The namespace of a claim is its tenant, and is the folder that it lies in. */
export const namespaceIsTenant: Rule = ({ claim, definition, path }) => {
  const folder = tenantFolder(path);
  if (definition.scope === 'Cluster') {
    return folder !== undefined && folder !== claim.metadata.name
      ? [
          errorIssue(
            'namespace',
            '/metadata/name',
            `The tenant "${claim.metadata.name}" lies in the folder of "${folder}"; move it to "tenants/${claim.metadata.name}/tenant.yaml".`,
          ),
        ]
      : [];
  }
  const { namespace } = claim.metadata;
  if (!namespace) {
    return [
      errorIssue(
        'namespace',
        '/metadata',
        'metadata.namespace is missing; give the name of the tenant.',
      ),
    ];
  }
  return folder !== undefined && folder !== namespace
    ? [
        errorIssue(
          'namespace',
          '/metadata/namespace',
          `metadata.namespace is "${namespace}", but the file lies in the folder of the tenant "${folder}"; make them the same.`,
        ),
      ]
    : [];
};

/** The tenant of a claim exists. */
export const tenantExists: Rule = ({ claim, definition, tree }) => {
  const { namespace } = claim.metadata;
  if (definition.scope === 'Cluster' || !namespace) {
    return [];
  }
  return tree.tenants.includes(namespace)
    ? []
    : [
        errorIssue(
          'tenant',
          '/metadata/namespace',
          `There is no tenant "${namespace}"; ${known(tree.tenants)}`,
        ),
      ];
};

function known(tenants: string[]): string {
  return tenants.length > 0
    ? `the tenants are ${tenants.map(name => `"${name}"`).join(', ')}.`
    : 'create it first.';
}

/** No two claims of one kind share a name in one tenant. */
export const nameIsUnique: Rule = (context: RuleContext): Issue[] => {
  const { claim, tenant, tree, path, documentIndex } = context;
  const other = findClaims(tree, {
    kind: claim.kind,
    tenant,
    name: claim.metadata.name,
  }).find(item => item.path !== path || item.documentIndex !== documentIndex);
  return other
    ? [
        errorIssue(
          'unique-name',
          '/metadata/name',
          `The ${claim.kind} "${claim.metadata.name}" of the tenant "${tenant}" already exists in "${other.path}"; choose another name.`,
        ),
      ]
    : [];
};
