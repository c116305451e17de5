export { ToolDetail } from './ToolDetail';
export { ToolRow } from './ToolRow';
export { filterTools, keyOfTool } from './filterTools';
export { useWaitingTools } from './useWaitingTools';
