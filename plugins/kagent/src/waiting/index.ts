export {
  createWaitingApi,
  describeCalls,
  toToolPath,
} from './createWaitingApi';
