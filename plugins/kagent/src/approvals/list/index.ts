export { ProposalList } from './ProposalList';
export type { QueueTab } from './ProposalList';
export { ChecksMark } from './ChecksMark';
export { countDecidedToday, mergeDecided } from './mergeDecided';
export { useQueue } from './useQueue';
