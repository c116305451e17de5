import { InputError } from '@backstage/errors';

/** A place in the platform repository. */
export interface ForgePlace {
  /** A branch name or a full SHA. */
  ref: string;
  /** Path without slashes at its ends; `''` is the top of the repository. */
  path: string;
  /** Paths below `path` that a tree is limited to; empty for all of it. */
  only: string[];
}

/**
 * Reads a place from a URL such as `https://forge.zerotouch.invalid/tree/main/docs/`.
 *
 * @throws {@link @backstage/errors#InputError} if it has no `blob` or `tree` and ref.
 */
export function parseForgeUrl(url: string): ForgePlace {
  const { pathname, searchParams } = new URL(url);
  const [kind, ref, ...rest] = decodeURIComponent(pathname)
    .split('/')
    .filter(Boolean);
  if ((kind !== 'blob' && kind !== 'tree') || ref === undefined) {
    throw new InputError(
      `"${url}" is not a place in the platform repository; write /blob/main/<file> or /tree/main/<folder>.`,
    );
  }
  return { ref, path: rest.join('/'), only: searchParams.getAll('only') };
}
