export { actionsServiceRef } from './actions';
export { createMcp } from './createMcp';
export { MCP_PATH } from './createMcpRouter';
