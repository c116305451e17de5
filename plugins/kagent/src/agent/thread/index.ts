export { emptyThread, isUnanswered } from './Thread';
export type {
  ApprovalRequest,
  FinishReason,
  Message,
  Thread,
  ToolCall,
} from './Thread';
export { applyEvent, toThread } from './toThread';
