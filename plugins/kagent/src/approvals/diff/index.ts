export { ChangeView } from './ChangeView';
export { changedPaths } from './changedPaths';
