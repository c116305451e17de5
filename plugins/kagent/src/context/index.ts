export { readAskContext, toAskPath } from './askContext';
export type { AskContext } from './askContext';
export { findOtherDoc, findPageContext } from './pageContext';
