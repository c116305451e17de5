export { useQuery } from './useQuery';
export type { Query } from './useQuery';
export { useAllowed } from './useAllowed';
