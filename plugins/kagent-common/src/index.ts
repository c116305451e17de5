/**
 * Wire types, permissions and client of the kagent plugin.
 *
 * @packageDocumentation
 */
export * from './attachments';
export * from './events';
export * from './conversations';
export * from './permissions';
export * from './KagentClient';
