export { AgentPage } from './AgentPage';
