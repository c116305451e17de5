import { isMapping } from '../entities/fields';

/** Topic on which it is said that the catalog was given new entities; they become visible a moment later. */
export const PLATFORM_CATALOG_TOPIC = 'platform.catalog';
/** Topic on which it is said that the documentation site was built anew. */
export const PLATFORM_DOCS_TOPIC = 'platform.docs';

/** Most refs that an event of {@link PLATFORM_CATALOG_TOPIC} names of each sort. */
export const MAX_EVENT_REFS = 20;

/** Payload of {@link PLATFORM_CATALOG_TOPIC}; samples of at most 20 refs each. */
export interface PlatformCatalogEvent {
  /** Refs that exist now. */
  present: string[];
  /** Refs that exist no more. */
  absent: string[];
}

/** Reads the payload of {@link PLATFORM_CATALOG_TOPIC}; whatever is not as expected is taken for empty. */
export function parsePlatformCatalogEvent(
  payload: unknown,
): PlatformCatalogEvent {
  const refs = (value: unknown) =>
    Array.isArray(value)
      ? value.filter((ref): ref is string => typeof ref === 'string')
      : [];
  return isMapping(payload)
    ? { present: refs(payload.present), absent: refs(payload.absent) }
    : { present: [], absent: [] };
}
