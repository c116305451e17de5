import { parseEntityRef } from '@backstage/catalog-model';
import type { Author } from '@zerotouch/plugin-gitops-common';

/** Names an author in a few words: `founder`, `agent sre`, `agent sre for founder`. */
export function describeAuthor(author: Author): string {
  const name = shortName(author.ref);
  if (author.kind === 'human') {
    return name;
  }
  return author.onBehalfOf
    ? `agent ${name} for ${shortName(author.onBehalfOf)}`
    : `agent ${name}`;
}

/** Returns the name of a user without kind and namespace; the text itself when it is no entity ref. */
export function shortName(ref: string): string {
  try {
    return parseEntityRef(ref, { defaultKind: 'user' }).name;
  } catch (error) {
    if (error instanceof TypeError) {
      return ref;
    }
    throw error;
  }
}
