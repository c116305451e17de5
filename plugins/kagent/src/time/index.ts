export { RelativeTime } from './RelativeTime';
export { describeAge } from './describeAge';
