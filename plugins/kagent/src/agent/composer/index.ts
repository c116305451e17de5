export { Composer } from './Composer';
export { findRetryAfter } from './findRetryAfter';
export { useCountdown } from './useCountdown';
export { useDraft } from './useDraft';
export type { Draft } from './useDraft';
export { toRequests } from './attach/draftAttachments';
