import {
  ComposedTreeClaim,
  PLATFORM_GROUP,
  ParsedClaim,
  PlatformTree,
  composeParsed,
  parseClaimText,
} from '@zerotouch/compositions';
import { CheckContext } from '../checks/Check';
import { Repository } from '../tree/Repository';

const EXAMPLE = /^platform\/04-apis\/[^/]+\/examples\/.+\.yaml$/;

/** One object of the desired state, with where it comes from. */
export interface SourcedObject {
  /** Path in the repository, and the key of a composed object. */
  source: string;
  object: object;
}

/**
 * Lists all objects that the cluster would get: manifests, generated Applications, and what the tenants' claims and all examples become.
 *
 * @throws Error if an example cannot be composed.
 */
export function listObjects(
  { documents, walk, composed, tree }: CheckContext,
  repository: Repository,
): SourcedObject[] {
  return [
    ...[...documents.manifests, ...walk.generated]
      .filter(({ apiVersion }) => !apiVersion.startsWith(`${PLATFORM_GROUP}/`))
      .map(({ path, object }) => ({ source: path, object })),
    ...composed.flatMap(({ parsed, composition }) =>
      Object.entries(composition?.resources ?? {}).map(([key, { object }]) => ({
        source: `${parsed.path}#${key}`,
        object,
      })),
    ),
    ...composeExamples(repository, tree),
  ];
}

function composeExamples(
  repository: Repository,
  tree: PlatformTree,
): SourcedObject[] {
  return composeExampleClaims(repository, tree).flatMap(
    ({ parsed, composition }) =>
      Object.entries(composition.resources).map(([key, { object }]) => ({
        source: `${parsed.path}#${key}`,
        object,
      })),
  );
}

/**
 * Composes every example of the platform APIs.
 *
 * @throws Error if one cannot be composed.
 */
export function composeExampleClaims(
  repository: Repository,
  tree: PlatformTree,
): ComposedTreeClaim[] {
  const examples = repository.files.filter(({ path }) => EXAMPLE.test(path));
  return examples.map(({ path, content }) => {
    const [{ claim } = { claim: undefined }] =
      parseClaimText(content).documents;
    const parsed: ParsedClaim | undefined = claim && {
      claim,
      path,
      documentIndex: 0,
      tenant: claim.metadata.namespace ?? claim.metadata.name,
      locate: () => ({ line: 1, column: 1 }),
    };
    const composition = parsed && composeParsed(tree, parsed);
    if (!parsed || !composition) {
      throw new Error(`The example "${path}" cannot be composed.`);
    }
    return { parsed, composition };
  });
}
