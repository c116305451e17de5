export { RelativeTime } from './RelativeTime';
export { relativeTime } from './relativeTime';
