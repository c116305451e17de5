import { InputError } from '@backstage/errors';
import {
  ContentChange,
  PLATFORM_PATHS,
  isPlatformPath,
} from '@zerotouch/plugin-gitops-common';

/** Refuses a change of what does not belong to the platform. @throws InputError */
export function requirePlatformPaths(changes: ContentChange[]) {
  const outside = changes.find(({ path }) => !isPlatformPath(path));
  if (outside) {
    throw new InputError(
      `"${
        outside.path
      }" does not belong to the platform, so nobody can propose to change it here; proposals change ${PLATFORM_PATHS.join(
        ', ',
      )}`,
    );
  }
}
