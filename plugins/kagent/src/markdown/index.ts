export { SafeMarkdown } from './SafeMarkdown';
export { UntrustedLink } from './UntrustedLink';
export { classifyLink } from './classifyLink';
export type { LinkTarget } from './classifyLink';
