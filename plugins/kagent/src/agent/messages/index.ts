export { MessageView } from './MessageView';
export type { MessageActions } from './MessageView';
export { MessageList, useStickyEnd } from './list';
export { placeOf } from './placeOf';
export { ApprovalCard } from './approval/ApprovalCard';
export { CallArguments } from './approval/CallArguments';
