export { SourceDialog } from './SourceDialog';
export { SourcePanel } from './SourcePanel';
