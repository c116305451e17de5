import { ClosedSchema } from './toClosedSchema';

/** The types of one component, ready to be compiled; plain data that is kept in the cache. */
export interface SchemaBundle {
  /** Schemas by name; they refer to each other as `#/definitions/<name>`. */
  definitions: Record<string, ClosedSchema>;
  /** Name of the schema of each kind, by `<apiVersion> <kind>`. */
  kinds: Record<string, string>;
}

/** Key of a kind in {@link SchemaBundle.kinds}. */
export function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}

/** The API group of an `apiVersion`; the empty text is the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
