export { ConversationList } from './ConversationList';
export type { ListFilter } from './ConversationList';
export { useConversationActions } from './useConversationActions';
export { useConversations } from './useConversations';
