import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { applyDefaults } from '../definition/applyDefaults';
import { Definition } from '../definition/Definition';
import { Environment } from '../environment/Environment';
import { parseClaimText } from '../claim/parseClaimText';
import { PlatformTree } from '../tree/PlatformTree';
import { readPlatformTree } from '../tree/readPlatformTree';
import { Claim, RepositoryFile } from '../types';

/** Root of the repository that the tests run in. */
export const repositoryRoot = resolve(__dirname, '../../../..');

/** The YAML files below a folder of the repository, by path. */
export function readRepository(folder: string): RepositoryFile[] {
  return readdirSync(join(repositoryRoot, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => ({
      path: relative(repositoryRoot, path),
      content: readFileSync(path, 'utf8'),
    }));
}

const TENANTS: RepositoryFile[] = ['acme', 'globex'].map(tenant => ({
  path: `tenants/${tenant}/tenant.yaml`,
  content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XTenant
metadata:
  name: ${tenant}
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  displayName: ${tenant}
  owner: group:default/${tenant}
`,
}));

const CLAIMS: RepositoryFile[] = [
  {
    path: 'tenants/acme/orders-db/xpostgres.yaml',
    content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XPostgres
metadata:
  name: orders-db
  namespace: acme
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  version: 17
`,
  },
  {
    path: 'tenants/acme/session-cache/xdragonfly.yaml',
    content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XDragonfly
metadata:
  name: session-cache
  namespace: acme
spec: {}
`,
  },
  ...['orders', 'audit'].map(name => ({
    path: `tenants/acme/${name}/xeventstream.yaml`,
    content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XEventStream
metadata:
  name: ${name}
  namespace: acme
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  subjects: [acme.${name}.>]
  consumers:
    - name: billing
    - name: shipping
`,
  })),
];

/** A tree with the real definitions and environment, the tenants acme and globex, and a database and a cache of acme. */
export function createTestTree(files: RepositoryFile[] = []): PlatformTree {
  return readPlatformTree([
    ...readRepository('platform'),
    ...TENANTS,
    ...CLAIMS,
    ...files,
  ]);
}

/** The definition of a kind; throws when the tree has none. */
export function definitionOf(tree: PlatformTree, kind: string): Definition {
  const definition = tree.definitions.get(kind);
  if (!definition) {
    throw new Error(`The tree has no definition of "${kind}".`);
  }
  return definition;
}

/** The environment of a tree; throws when it could not be read. */
export function environmentOf(tree: PlatformTree): Environment {
  const { environment } = tree.environment;
  if (!environment) {
    throw new Error('The tree has no environment.');
  }
  return environment;
}

/** The first claim of a text, with its defaults applied. */
export function claimFrom(tree: PlatformTree, text: string): Claim {
  const [first] = parseClaimText(text).documents;
  if (!first?.claim) {
    throw new Error(`Not a claim: ${JSON.stringify(first?.findings)}`);
  }
  return applyDefaults(first.claim, definitionOf(tree, first.claim.kind));
}

/** A claim of acme with its defaults applied. */
export function createTestClaim(
  tree: PlatformTree,
  options: {
    kind: string;
    name: string;
    spec: Record<string, unknown>;
    annotations?: Record<string, string>;
  },
): Claim {
  const { kind, name, spec, annotations } = options;
  return applyDefaults(
    {
      apiVersion: 'platform.zerotouch.dev/v1alpha1',
      kind,
      metadata: {
        name,
        ...(kind === 'XTenant' ? {} : { namespace: 'acme' }),
        ...(annotations ? { annotations } : {}),
      },
      spec,
    },
    definitionOf(tree, kind),
  );
}
