export { saveConversation } from './saveConversation';
export type { ExportFormat } from './saveConversation';
