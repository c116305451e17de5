/**
 * The legos: pure functions from a claim to Kubernetes objects, and the validation of claims.
 *
 * @remarks
 * For servers and command lines only; browsers get the results over HTTP.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './claimPath';
export { ClaimError } from './claim/ClaimError';
export { apiVersionOf, createClaim } from './claim/createClaim';
export {
  parseClaimText,
  toClaimDocument,
  type ParsedClaimDocument,
} from './claim/parseClaimText';
export { renderClaimYaml } from './claim/renderClaimYaml';
export {
  KEEP,
  RETIRE,
  SYNC_OPTIONS,
  isRetiring,
  isStateful,
} from './claim/statefulClaims';
export { compose } from './compose/compose';
export {
  checkConstitution,
  constitution,
} from './constitution/checkConstitution';
export type {
  ConstitutionRule,
  ConstitutionViolation,
} from './constitution/ConstitutionRule';
export { footprint, type Footprint } from './compose/footprint';
export {
  compareResources,
  type ObjectIdentity,
  type ResourceChange,
} from './compare/compareResources';
export { diffFields, type FieldChange } from './compare/diffFields';
export { sortKeys } from './compose/sortKeys';
export {
  composeProtected,
  type ProtectedComposition,
} from './protection/composeProtected';
export {
  PROTECTED_KINDS,
  protectObserved,
  type Protection,
} from './protection/protectObserved';
export { resourceKeys } from './resourceKeys';
export {
  specSchema,
  type CelRule,
  type Definition,
  type OpenApiSchema,
} from './definition/Definition';
export { applyDefaults } from './definition/applyDefaults';
export { generatedFiles, isGeneratedPath } from './generated/generatedFiles';
export { PLATFORM_GROUP } from './definition/parseDefinition';
export { toJsonSchema, type JsonSchema } from './definition/toJsonSchema';
export {
  NATS_ACCOUNTS_PATH,
  NATS_CREDENTIALS_PATH,
  natsFiles,
} from './nats/natsFiles';
export {
  eachScalar,
  isObject,
  listAt,
  stringAt,
  toPointer,
  valueAt,
} from './document/plain';
export {
  parseDocuments,
  parseFile,
  type ParsedDocument,
} from './document/parseDocuments';
export { positionAt, type Position } from './document/Position';
export { environmentSchema, type Environment } from './environment/Environment';
export {
  ENVIRONMENT_PATH,
  parseEnvironment,
  type ParsedEnvironment,
} from './environment/parseEnvironment';
export type {
  ParsedClaim,
  PlatformTree,
  TreeProblem,
} from './tree/PlatformTree';
export {
  checkQuota,
  quotaUse,
  type QuotaFinding,
  type QuotaUse,
} from './tree/checkQuota';
export {
  composeParsed,
  composeTree,
  type ComposedTreeClaim,
} from './tree/composeTree';
export type {
  NetworkEdge,
  NetworkMatrix,
  NetworkNode,
} from './network/NetworkMatrix';
export { computeNetwork, networkOfTenant } from './network/computeNetwork';
export { promptPage, promptsPath } from './xagent/promptFiles';
export type { Explanation } from './explain/Explanation';
export { explainField, listFields } from './explain/explainField';
export { renderExplanation } from './explain/renderExplanation';
export { suggest } from './validation/suggest';
export { findClaims } from './tree/claimIndex';
export { readPlatformTree, tenantFolder } from './tree/readPlatformTree';
export { validateClaim, validateParsedClaim } from './validation/validateClaim';
export { findWebhookRefusals, webhookRules } from './xpostgres/cnpgWebhook';
export { validateRemoval } from './validation/rules/protection';
