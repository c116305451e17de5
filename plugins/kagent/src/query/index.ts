export { useQuery } from './useQuery';
export type { Query } from './useQuery';
