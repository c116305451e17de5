import { Button, DialogTrigger, Popover, Text } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiIndeterminateCircleLine,
} from '@remixicon/react';
import type { Agent } from '@zerotouch/plugin-kagent-common';
import { useState } from 'react';
import styles from './composer.module.css';

/** Who answers, with health, model and tools; another one may be chosen before the conversation begins. */
export function AgentPicker(props: {
  agents: Agent[];
  agent?: Agent;
  /** Who answers is not known yet. */
  isWaiting?: boolean;
  /** Absent once the conversation belongs to an agent. */
  onAgent?(id: string): void;
}) {
  const { agents, agent, onAgent } = props;
  const [isOpen, setOpen] = useState(false);
  if (!agent) {
    return (
      <Text variant="body-small" color="secondary">
        {props.isWaiting ? 'Asking who answers…' : 'No agent answers'}
      </Text>
    );
  }
  const offered = onAgent ? agents : [agent];
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        size="small"
        variant="tertiary"
        className={styles.agentButton}
        iconStart={<HealthIcon health={agent.health} />}
        iconEnd={<RiArrowDownSLine />}
      >
        <span className={styles.agentName}>
          {agent.health === 'healthy'
            ? `${agent.title} answers`
            : `${agent.title} answers, ${agent.health}`}
        </span>
      </Button>
      <Popover placement="top start" className={styles.agentPopover}>
        <div className={styles.agents}>
          <Text as="h3" variant="body-medium" weight="bold">
            {onAgent ? 'Who answers' : 'Who answers here'}
          </Text>
          <ul aria-label="Agents">
            {offered.map(other => (
              <li
                key={other.id}
                data-chosen={other.id === agent.id || undefined}
              >
                <AgentFacts agent={other} />
                {onAgent && other.id !== agent.id && (
                  <Button
                    size="small"
                    variant="secondary"
                    aria-label={`Ask ${other.title}`}
                    onPress={() => {
                      onAgent(other.id);
                      setOpen(false);
                    }}
                  >
                    Ask this one
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {!onAgent && agents.length > 1 && (
            <Text as="p" variant="body-small" color="secondary">
              A conversation stays with its agent. Begin a new one to ask
              another.
            </Text>
          )}
        </div>
      </Popover>
    </DialogTrigger>
  );
}

function AgentFacts(props: { agent: Agent }) {
  const { agent } = props;
  const { tools = [] } = agent;
  const asking = tools.filter(tool => tool.needsApproval);
  return (
    <div className={styles.facts}>
      <strong>
        <HealthIcon health={agent.health} /> {agent.title}
      </strong>
      {agent.description && <span>{agent.description}</span>}
      <span>
        {agent.health}
        {agent.note && `: ${agent.note}`}
      </span>
      <span>{agent.model ? `Model ${agent.model}` : 'No model named'}</span>
      {agent.tools && (
        <span>
          {tools.length === 0
            ? 'No tools'
            : `${tools.length} tools, ${
                asking.length === 0
                  ? 'none of which asks first'
                  : `${asking.length} of which ${
                      asking.length === 1 ? 'asks' : 'ask'
                    } first`
              }`}
        </span>
      )}
      {asking.length > 0 && (
        <span>
          {asking.map(({ name }) => (
            <code key={name}>{name}</code>
          ))}
        </span>
      )}
    </div>
  );
}

function HealthIcon(props: { health: Agent['health'] }) {
  switch (props.health) {
    case 'healthy':
      return (
        <RiCheckboxCircleLine
          aria-hidden
          size={14}
          className={styles.healthy}
        />
      );
    case 'degraded':
      return (
        <RiIndeterminateCircleLine
          aria-hidden
          size={14}
          className={styles.degraded}
        />
      );
    case 'unreachable':
      return (
        <RiErrorWarningLine
          aria-hidden
          size={14}
          className={styles.unreachable}
        />
      );
    default:
      throw new Error(`Unknown health: ${props.health satisfies never}`);
  }
}
