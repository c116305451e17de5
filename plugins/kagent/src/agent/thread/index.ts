export { emptyThread, isUnanswered } from './Thread';
export type {
  ApprovalRequest,
  FinishReason,
  Message,
  SubagentRun,
  Thread,
  ToolCall,
} from './Thread';
export { applyEvent, applyEvents, toThread } from './toThread';
