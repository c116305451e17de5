export { useQuery } from './useQuery';
export type { Query } from './useQuery';
export { describeError, errorNameOf, isForbidden, isNotFound } from './errors';
