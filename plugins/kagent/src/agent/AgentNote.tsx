import { Alert, Button } from '@backstage/ui';
import type { Agent } from '@zerotouch/plugin-kagent-common';

/** Says that who answers is not well, why, and offers to look again. */
export function AgentNote(props: { agent?: Agent; onRetry(): void }) {
  const { agent } = props;
  if (!agent || agent.health === 'healthy') return null;
  return (
    <Alert
      role="status"
      status={agent.health === 'unreachable' ? 'danger' : 'warning'}
      icon
      title={`${agent.title} is ${agent.health}`}
      description={
        agent.note ??
        (agent.health === 'unreachable'
          ? 'What runs it does not answer. What was said stays here.'
          : 'Answers may be late or fail.')
      }
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          Look again
        </Button>
      }
    />
  );
}
