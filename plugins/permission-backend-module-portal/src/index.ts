/**
 * The one permission policy of the portal, and the sign-in of agents.
 *
 * @packageDocumentation
 */
export { portalAccess as default } from './portalAccess';
export { permissionModulePortal } from './policy/permissionModulePortal';
export { authModuleAgent } from './agentAuth/authModuleAgent';
export { AGENT_NAME_HEADER } from './agentAuth/agentAuthenticator';
