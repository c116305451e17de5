export { SafeMarkdown } from './SafeMarkdown';
export { UntrustedLink } from './UntrustedLink';
export { classifyLink } from './classifyLink';
export type { LinkTarget } from './classifyLink';
export { CopyButton } from './code/CopyButton';
export { CodeBlock } from './code/CodeBlock';
export { splitBlocks } from './splitBlocks';
