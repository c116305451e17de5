export { PageState, ErrorState } from './PageState';
export { LoadingRows } from './LoadingRows';
export { StaleNote } from './StaleNote';
