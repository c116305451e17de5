export { MessageList } from './MessageList';
export { useStickyEnd } from './useStickyEnd';
