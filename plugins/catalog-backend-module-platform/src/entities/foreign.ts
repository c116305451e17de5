import { Entity } from '@backstage/catalog-model';
import { isMapping } from './fields';
import { ANNOTATION_PATH, locationAnnotations } from './annotations';
import { Sourced } from './Sourced';
import { withAbsoluteFetches } from './withAbsoluteFetches';

const GROUPS = ['backstage.io/', 'scaffolder.backstage.io/'];

/** Whether a document is written as a catalog entity; templates and a `catalog-info.yaml` are. */
export function isForeignEntity(document: unknown): boolean {
  if (!isMapping(document)) return false;
  const { apiVersion } = document;
  return (
    typeof apiVersion === 'string' &&
    GROUPS.some(group => apiVersion.startsWith(group))
  );
}

/**
 * Takes an entity that the repository holds as such, and adds where it comes from.
 *
 * @remarks Annotations of its own file win but for its location and the annotations that only this module may set.
 */
export function toForeignEntity(source: Sourced<Entity>): Entity {
  const { path } = source;
  const document = withAbsoluteFetches(source.document, path);
  const written = Object.entries(document.metadata.annotations ?? {}).filter(
    ([key]) => key !== ANNOTATION_PATH,
  );
  return {
    ...document,
    metadata: {
      ...document.metadata,
      annotations: {
        ...Object.fromEntries(written),
        ...locationAnnotations(path),
      },
    },
  };
}
