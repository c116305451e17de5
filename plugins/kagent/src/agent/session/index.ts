export { ChatSession } from './ChatSession';
export type { ChatFailure, ChatState, SendOptions } from './ChatSession';
export { useSessions } from './useSessions';
