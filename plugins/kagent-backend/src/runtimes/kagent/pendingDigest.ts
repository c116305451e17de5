import { createHash } from 'node:crypto';
import { AdkCall } from './adkParts';

/** The digest that an approval names: of the ids, names and exact arguments of all calls that wait, in any order. */
export function pendingDigest(calls: AdkCall[]): string {
  const canonical = calls
    .map(({ id, name, args }) => canonicalise({ id, name, args }))
    .sort()
    .join('\n');
  return createHash('sha256').update(canonical).digest('hex');
}

/** JSON with sorted keys, so that the same arguments have the same digest however they were written. */
function canonicalise(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}
