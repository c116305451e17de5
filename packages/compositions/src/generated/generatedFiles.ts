import { natsFiles } from '../nats/natsFiles';
import { PlatformTree } from '../tree/PlatformTree';
import { RepositoryFile } from '../types';
import { promptFiles } from '../xagent/promptFiles';
import { tenantProject } from '../xtenant/tenantProject';

/** Paths that hold nothing but generated files. */
const GENERATED = /^tenants\/[^/]+\/(project|prompts)\.yaml$/;

/**
 * The files of the platform repository that follow from its claims: the Argo CD project of each tenant, the prompts of its
 * agents, and the NATS accounts.
 *
 * @param options.repoURL - Address of the platform repository, as the root Application names it; without it there are no projects.
 * @param options.pages - Files of the repository, from which prompts are taken; without them there are none.
 * @returns Files by path, sorted; contents are the same whenever the claims are.
 */
export function generatedFiles(
  tree: PlatformTree,
  options: { repoURL?: string; pages?: readonly RepositoryFile[] },
): RepositoryFile[] {
  const { repoURL, pages = [] } = options;
  const projects =
    repoURL === undefined
      ? []
      : tree.claims
          .filter(({ claim }) => claim.kind === 'XTenant')
          .map(({ claim }) => tenantProject({ tenant: claim, repoURL }));
  return [...projects, ...promptFiles(tree, pages), ...natsFiles(tree)].sort(
    (left, right) => (left.path < right.path ? -1 : 1),
  );
}

/** Whether a path may hold a generated file only; one that {@link generatedFiles} does not make is left over. */
export function isGeneratedPath(path: string): boolean {
  return GENERATED.test(path);
}
