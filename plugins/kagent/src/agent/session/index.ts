export { ChatSession } from './ChatSession';
export type { ChatFailure, ChatState } from './ChatSession';
export { useSessions } from './useSessions';
