import { LegoContext } from '../compose/LegoContext';

/** Labels that select the pods of a claim. */
export function podSelector(
  context: Pick<LegoContext<unknown>, 'claim' | 'name'>,
): Record<string, string> {
  return {
    'platform.zerotouch.dev/claim': context.name,
    'platform.zerotouch.dev/kind': context.claim.kind.toLowerCase(),
  };
}
