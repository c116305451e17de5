export { agentDrawer } from './agentDrawer';
export { DrawerHost } from './DrawerHost';
