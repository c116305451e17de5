import { Config } from '@backstage/config';

/** The settings of the gitops backend. */
export interface GitopsSettings {
  /** Whether authors are kept from merging their own proposals. */
  fourEyes: boolean;
}

/** Reads the `gitops` section that this plugin owns; the forge reads its own part. */
export function readGitopsSettings(config: Config): GitopsSettings {
  return { fourEyes: config.getOptionalBoolean('gitops.fourEyes') ?? false };
}
