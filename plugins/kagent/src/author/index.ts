export { AuthorMark } from './AuthorMark';
export { shortRef } from './shortRef';
