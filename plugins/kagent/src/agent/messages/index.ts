export { MessageView } from './MessageView';
export { placeOf } from './placeOf';
