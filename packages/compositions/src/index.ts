/**
 * The legos: pure functions from a claim to Kubernetes objects, and the validation of claims.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './claimPath';
