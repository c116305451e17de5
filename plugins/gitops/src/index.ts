/**
 * Home page, claim pages and golden path fields.
 *
 * @packageDocumentation
 */
export { gitopsApiRef } from './api';
export {
  describeError,
  errorNameOf,
  isForbidden,
  isNotFound,
} from './errors/describeError';
export { LoadingRows } from './states/LoadingRows';
export { ErrorState, PageState } from './states/PageState';
export { StaleNote } from './states/StaleNote';
export { RelativeTime } from './time/RelativeTime';
export { announceProposals } from './proposals/proposalChanges';
export { useOpenProposalCount } from './proposals/useOpenProposalCount';
export { waitingApiRef } from './waiting/waitingApi';
export type { WaitingApi, WaitingItem } from './waiting/waitingApi';
export {
  loadAboutCard,
  loadCatalogPage,
  loadCreatePage,
  loadEntityLayout,
  loadLegoDefinition,
  loadLegosPage,
} from './loaders';
export { HANDBOOK_PATH } from './paths/portalPaths';
export { gitopsPlugin as default } from './plugin';
