/**
 * Changes of a claim's file that leave everything else of it byte for byte.
 *
 * @remarks An entry of its own, because it brings a YAML parser that first visits do not need.
 *
 * @packageDocumentation
 */
export { ClaimEditError } from './ClaimEditError';
export { editClaimText, type ClaimEdit } from './editClaimText';
export { findEdits } from './findEdits';
export { listDocuments, type FileDocument } from './listDocuments';
export { removeDocument } from './removeDocument';
