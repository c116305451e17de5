import { stringify } from 'yaml';
import { stringAt } from '../document/plain';
import { ParsedClaim, PlatformTree } from '../tree/PlatformTree';
import { RepositoryFile } from '../types';

const HEAD =
  '# The prompts of the agents of this tenant, one ConfigMap for each folder of docs/agents/<tenant>. Generated from those pages by\n' +
  '# "npm run zt -- generate"; do not edit.\n';

/** Where the prompts of a tenant's agents lie, beside the tenant. */
export function promptsPath(tenant: string): string {
  return `tenants/${tenant}/prompts.yaml`;
}

/** The page of the docs that an agent takes its prompt from; undefined for an agent that has its prompt in its claim. */
export function promptPage({ claim, tenant }: ParsedClaim): string | undefined {
  const configMap = stringAt(claim.spec, 'promptFrom', 'configMap');
  const key = stringAt(claim.spec, 'promptFrom', 'key');
  return claim.kind === 'XAgent' && configMap && key
    ? `docs/agents/${tenant}/${configMap}/${key}`
    : undefined;
}

/**
 * The ConfigMaps from which agents read their prompts: a page of the docs, front matter left out, under the name of its file.
 *
 * @param pages - Files of the repository; pages that no agent names are left out, and so are prompts whose page does not exist.
 * @returns One file for each tenant with such an agent, the ConfigMaps in it sorted by name.
 */
export function promptFiles(
  tree: PlatformTree,
  pages: readonly RepositoryFile[],
): RepositoryFile[] {
  const contents = new Map(pages.map(({ path, content }) => [path, content]));
  const prompts = tree.claims.flatMap(parsed => {
    const page = promptPage(parsed);
    const content = page === undefined ? undefined : contents.get(page);
    if (page === undefined || content === undefined) {
      return [];
    }
    const [, , , configMap, key] = page.split('/');
    return [{ tenant: parsed.tenant, configMap, key, text: toPrompt(content) }];
  });
  const tenants = [...new Set(prompts.map(({ tenant }) => tenant))].sort();
  return tenants.map(tenant => {
    const own = prompts.filter(prompt => prompt.tenant === tenant);
    const names = [...new Set(own.map(({ configMap }) => configMap))].sort();
    return {
      path: promptsPath(tenant),
      content:
        HEAD +
        names
          .map(name =>
            stringify(
              configMapOf(
                tenant,
                name,
                own.filter(({ configMap }) => configMap === name),
              ),
              { lineWidth: 0, singleQuote: true },
            ),
          )
          .join('---\n'),
    };
  });
}

function configMapOf(
  tenant: string,
  name: string,
  prompts: { key: string; text: string }[],
): Record<string, unknown> {
  const data = prompts
    .map(({ key, text }) => [key, text] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace: tenant,
      labels: {
        'app.kubernetes.io/managed-by': 'zerotouch',
        'platform.zerotouch.dev/tenant': tenant,
      },
    },
    data: Object.fromEntries(data),
  };
}

/** Front matter is for the handbook, not for the model. */
function toPrompt(page: string): string {
  return `${page.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '').trim()}\n`;
}
