import { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import {
  Author,
  isAgentRef,
  toAgentRef,
} from '@zerotouch/plugin-gitops-common';

const SCAFFOLDER = 'plugin:scaffolder';
const KAGENT = 'plugin:kagent';

/** Author of what an unnamed tool client does for a person. */
export const MCP_AGENT_REF = toAgentRef('mcp');
/** Author of what the embedded consultant does for a person in the chat; other agents there have tokens of their own. */
export const CONSULTANT_REF = toAgentRef('consultant');

/**
 * Derives who wrote something from the verified caller.
 *
 * @remarks
 * The name of an agent is believed only because its token says so. Whatever a plugin does for a person is the work of an
 * agent, but for the scaffolder: there the person filled in a form, unless `startedBy` says that a tool started the run.
 *
 * @param options.startedBy - What the scaffolder says started the run; ignored from every other caller.
 */
export function toAuthor(options: {
  principal: BackstageUserPrincipal;
  startedBy?: string;
}): Author {
  const { principal, startedBy } = options;
  const ref = principal.userEntityRef;
  if (isAgentRef(ref)) {
    return { ref, kind: 'agent' };
  }
  const actor = principal.actor?.subject;
  if (actor === undefined || (actor === SCAFFOLDER && !startedBy)) {
    return { ref, kind: 'human' };
  }
  return {
    ref: actor === KAGENT ? CONSULTANT_REF : MCP_AGENT_REF,
    kind: 'agent',
    onBehalfOf: ref,
  };
}
