export { readLocalNames } from './readLocalNames';
export { requireLocalNames } from './requireLocalNames';
