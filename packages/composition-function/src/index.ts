/**
 * The gRPC process that runs the legos inside Crossplane.
 *
 * @packageDocumentation
 */
export { createHandler } from './cli/createHandler';
export { createLogger } from './cli/createLogger';
export { loadSdk, type Sdk } from './sdk';
export { runFunction } from './compose/runFunction';
export { FunctionServer, type Handler } from './server/FunctionServer';
export { readCredentials } from './server/readCredentials';
