import { InputError } from '@backstage/errors';
import { Author, isAgentRef } from '@zerotouch/plugin-gitops-common';
import { CommitIdentity } from '../GitForge';

/**
 * Tells how Git records an author: the name without kind and default namespace, and an address that leads nowhere.
 *
 * @throws InputError when the ref holds white space or control characters.
 */
export function toCommitIdentity(author: Author): CommitIdentity {
  const match =
    /^([^:/\s\p{Cc}]+):(?:([^:/\s\p{Cc}]+)\/)?([^:/\s\p{Cc}]+)$/u.exec(
      author.ref,
    );
  if (!match) {
    throw new InputError(
      `"${author.ref.replace(
        /\p{Cc}/gu,
        '?',
      )}" is not an entity ref. Use the form "user:default/founder".`,
    );
  }
  const [, kind = '', namespace = 'default', name = ''] = match;
  return {
    name: namespace === 'default' ? name : `${namespace}/${name}`,
    email: `${name}@${namespace}.${kind}.zerotouch.invalid`,
  };
}

/** Tells who an entity ref in a trailer stands for; agents live in the namespace `agents`. */
export function toAuthor(ref: string): Author {
  return { ref, kind: isAgentRef(ref) ? 'agent' : 'human' };
}
