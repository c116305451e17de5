/** What shows one conversation, on the page and in the drawer. */
export { ChatPane } from './ChatPane';
export { useAgentChat } from './useAgentChat';
