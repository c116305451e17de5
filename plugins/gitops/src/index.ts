/**
 * Home page, claim pages and golden path fields.
 *
 * @packageDocumentation
 */
export { gitopsApiRef } from './api';
export { useOpenProposalCount } from './proposals/useOpenProposalCount';
export { loadCatalogPage } from './catalog/loadCatalogPage';
export { gitopsPlugin as default } from './plugin';
