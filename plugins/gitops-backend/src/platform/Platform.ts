import { PlatformTree } from '@zerotouch/compositions';

/** The files of `platform/` and `tenants/` and what they say. */
export interface PlatformState {
  /** Text by path. */
  contents: ReadonlyMap<string, string>;
  tree: PlatformTree;
}

/** What the platform repository says at one commit. */
export interface Platform extends PlatformState {
  /** The commit, 40 hex digits. */
  sha: string;
  /** An earlier commit with the same files, or this one: the same while nothing of the platform changes. */
  stateSha: string;
}
