import { sortKeys } from '@zerotouch/compositions';
import { Documents } from '../tree/readDocuments';
import { Walk } from '../tree/walkApplications';
import { ComposedClaim } from './composeClaims';

/** One object that the cluster would hold because of the repository. */
export interface RenderedObject {
  /** Path below the output folder; unique. */
  file: string;
  /** Where it comes from. */
  source: string;
  /** Keys are sorted. */
  object: unknown;
}

/**
 * Everything that Argo CD would see, and what Crossplane would make of it.
 *
 * @returns Objects in the order of their files: first what lies in Git, then what ApplicationSets generate, then what is composed.
 */
export function renderAll(options: {
  documents: Documents;
  walk: Walk;
  composed: ComposedClaim[];
}): RenderedObject[] {
  const { documents, walk, composed } = options;
  const counts = new Map<string, number>();
  const manifests = documents.manifests
    .filter(({ path }) => walk.reached.has(path))
    .map(({ path, object }) => {
      const index = counts.get(path) ?? 0;
      counts.set(path, index + 1);
      return {
        file: `manifests/${index === 0 ? path : numbered(path, index)}`,
        source: path,
        object: sortKeys(object),
      };
    });
  const generated = walk.generated.map(({ path, name, object }) => ({
    file: `generated/${name}.yaml`,
    source: `${path}, generated`,
    object: sortKeys(object),
  }));
  const objects = composed.flatMap(({ parsed, composition }) =>
    Object.entries(composition?.resources ?? {}).map(([key, { object }]) => ({
      file: `composed/${parsed.tenant}/${parsed.claim.kind.toLowerCase()}-${
        parsed.claim.metadata.name
      }/${key}.yaml`,
      source: `${parsed.path}, composed as ${key}`,
      object: sortKeys(object),
    })),
  );
  return [manifests, generated, objects].flatMap(part =>
    part.sort((left, right) => (left.file < right.file ? -1 : 1)),
  );
}

function numbered(path: string, index: number): string {
  return path.replace(/(\.[^./]+)$/, `.${index}$1`);
}
