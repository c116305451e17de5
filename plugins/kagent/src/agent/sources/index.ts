export { SourcePanel } from './SourcePanel';
