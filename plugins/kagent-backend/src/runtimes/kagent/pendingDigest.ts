import { canonicalise, sha256Hex } from '../../canonicalise';
import { AdkCall } from './adkParts';

/** The digest that an approval names: of the ids, names and exact arguments of all calls that wait, in any order. */
export function pendingDigest(calls: AdkCall[]): string {
  return sha256Hex(
    calls
      .map(({ id, name, args }) => canonicalise({ id, name, args }))
      .sort()
      .join('\n'),
  );
}
