/** What a golden path knows of the claim so far. */
export interface ClaimDraft {
  kind: string;
  tenant: string;
  name: string;
  spec: Record<string, unknown>;
}

/** Reads a claim out of the values of a form; undefined while tenant or name is missing. */
export function findDraft(
  kind: string,
  values: unknown,
): ClaimDraft | undefined {
  if (!isRecord(values)) {
    return undefined;
  }
  const { tenant, name, spec } = values;
  if (typeof tenant !== 'string' || typeof name !== 'string') {
    return undefined;
  }
  if (!tenant || !name) {
    return undefined;
  }
  const filled = dropEmpty(spec);
  return { kind, tenant, name, spec: isRecord(filled) ? filled : {} };
}

/**
 * Leaves out what a form writes for fields that nobody filled in: null, undefined and the objects that are empty then.
 *
 * @returns undefined when nothing is left.
 */
export function dropEmpty(value: unknown): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(dropEmpty).filter(item => item !== undefined);
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).flatMap(([key, child]) => {
      const kept = dropEmpty(child);
      return kept === undefined ? [] : [[key, kept] as const];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  return value;
}

/** Whether a value is a mapping. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
