export { useKeys } from './useKeys';
export { KeysDialog } from './KeysDialog';
