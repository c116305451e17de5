export { CitationChip } from './CitationChip';
export { CitationContext } from './CitationContext';
export type { Citations } from './CitationContext';
export { remarkCitations } from './remarkCitations';
