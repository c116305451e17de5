import { parseEntityRef } from '@backstage/catalog-model';

/** Where the documentation site of the platform stands. */
export const HANDBOOK_PATH = '/docs/default/component/zerotouch';

/** Page that says how a cluster is connected to the portal. */
export const CONNECT_CLUSTER_PATH = `${HANDBOOK_PATH}/runbooks/connect-a-cluster/`;

/** Returns the path of a proposal in Approvals. */
export function proposalPath(number: number): string {
  return `/approvals/${number}`;
}

/**
 * Returns the path of the chat in which `question` is asked at once.
 *
 * @param entityRef - What the question is about; the agent is given it with the question.
 */
export function agentPath(question: string, entityRef?: string): string {
  const about = entityRef ? `&entity=${encodeURIComponent(entityRef)}` : '';
  return `/agent?q=${encodeURIComponent(question)}${about}`;
}

/** Returns the path of a new chat that has an entity at hand and waits for a question. */
export function askAboutPath(entityRef: string): string {
  return `/agent?entity=${encodeURIComponent(entityRef)}`;
}

/** Returns the path of an entity's page. */
export function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef, {
    defaultKind: 'component',
    defaultNamespace: 'default',
  });
  return `/catalog/${namespace}/${kind}/${name}`.toLowerCase();
}

/**
 * Returns the path of a page of the documentation site.
 *
 * @param file - Path of the Markdown file inside the site, such as `runbooks/index.md`.
 */
export function docsPath(file: string): string {
  return `${HANDBOOK_PATH}/${file
    .replace(/(^|\/)index\.md$/, '$1')
    .replace(/\.md$/, '/')}`;
}

/** Returns the path of the form of a golden path, such as `xpostgres`. */
export function templatePath(name: string): string {
  return `/create/templates/default/${name}`;
}

/** Returns the path of the page that edits a claim. */
export function editPath(claim: {
  kind: string;
  tenant: string;
  name: string;
}): string {
  return `/claims/${claim.tenant}/${claim.kind}/${claim.name}/edit`;
}
