import { SignInResolver } from '@backstage/plugin-auth-node';
import { toAgentRef } from '@zerotouch/plugin-gitops-common';

/**
 * Issues the token of `user:agents/<name>`.
 *
 * @remarks The only ownership is the agent itself: an agent inherits no group, and so no role.
 */
export const signInAsAgent: SignInResolver<{ name: string }> = async (
  { result },
  ctx,
) => {
  const ref = toAgentRef(result.name);
  return ctx.issueToken({ claims: { sub: ref, ent: [ref] } });
};
