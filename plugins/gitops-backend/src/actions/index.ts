export { actionsRegistryServiceRef } from './registry';
export { registerActions } from './registerActions';
