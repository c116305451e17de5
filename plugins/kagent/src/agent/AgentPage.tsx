import { PageState } from '../states';

/** The chat with agents. */
export function AgentPage() {
  return <PageState title="The agent is being connected." />;
}
