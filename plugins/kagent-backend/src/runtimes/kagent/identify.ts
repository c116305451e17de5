import { randomBytes } from 'node:crypto';
import { createPersonToken } from './createPersonToken';

/** How a controller is told who a person is, as its own setting `controller.auth.mode` names it. */
export const controllerAuthModes = ['unsecure', 'trusted-proxy'] as const;
/** See {@link controllerAuthModes}. */
export type ControllerAuth = (typeof controllerAuthModes)[number];

/** Signs what this process says about people; gone with it. */
const key = randomBytes(32);

/**
 * The headers by which a controller is told who a person is.
 *
 * @param options.now - The clock, in milliseconds since 1970.
 */
export function identify(options: {
  auth: ControllerAuth;
  userEntityRef: string;
  now: () => number;
}): Record<string, string> {
  const { auth, userEntityRef, now } = options;
  switch (auth) {
    case 'trusted-proxy':
      return {
        authorization: `Bearer ${createPersonToken({
          userEntityRef,
          key,
          now: now(),
        })}`,
      };
    case 'unsecure':
    default:
      return { 'x-user-id': userEntityRef };
  }
}
