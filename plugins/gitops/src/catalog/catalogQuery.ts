/** What the list of the catalog shows, as it stands in the address of the page. */
export interface CatalogQuery {
  /** Kind in lower case; all of them when absent. */
  kind?: string;
  tenant?: string;
  layer?: string;
  /** Words that the name, title or description contains. */
  text?: string;
}

const KEYS = ['kind', 'tenant', 'layer', 'text'] as const;

/** Kinds in the order in which people look for them; others follow. */
const KIND_ORDER = ['Component', 'Resource', 'API', 'System', 'Domain'];

/** Reads a query from the address; the stock form `filters[kind]` is understood as well. */
export function parseCatalogQuery(params: URLSearchParams): CatalogQuery {
  const query: CatalogQuery = {};
  for (const key of KEYS) {
    const value = params.get(key) ?? params.get(`filters[${key}]`);
    if (value) {
      query[key] = key === 'kind' ? value.toLowerCase() : value;
    }
  }
  return query;
}

/** Returns the address parameters of a query. */
export function toSearchParams(query: CatalogQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const key of KEYS) {
    const value = query[key];
    if (value) {
      params.set(key, value);
    }
  }
  return params;
}

/** Returns the catalog's filter for a query; undefined when everything is asked for. */
export function toFilter(
  query: CatalogQuery,
): Record<string, string | string[]> | undefined {
  const filter: Record<string, string | string[]> = {};
  if (query.kind) {
    filter.kind = query.kind;
  }
  if (query.tenant) {
    filter['metadata.namespace'] = query.tenant;
  }
  if (query.layer) {
    filter['relations.partOf'] = `system:default/${query.layer}`;
  }
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** Sorts the counts of kinds as people look for them. */
export function sortKinds<T extends { value: string }>(kinds: T[]): T[] {
  const rank = ({ value }: T) => {
    const index = KIND_ORDER.indexOf(value);
    return index < 0 ? KIND_ORDER.length : index;
  };
  return [...kinds].sort(
    (a, b) => rank(a) - rank(b) || a.value.localeCompare(b.value),
  );
}
