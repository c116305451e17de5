import { RelativeTime } from '@zerotouch/plugin-gitops';
import type { WaitingApproval } from '@zerotouch/plugin-kagent-common';
import { RiShieldUserLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { describeCalls } from '../../waiting';
import styles from '../list/list.module.css';

/** A tool call of the queue; struck once it is decided here. */
export function ToolRow(props: {
  tool: WaitingApproval;
  href: string;
  isSelected: boolean;
  isStruck: boolean;
}) {
  const { tool, href, isSelected, isStruck } = props;
  const title = describeCalls(tool.calls.map(({ toolName }) => toolName));
  return (
    <li className={styles.row} data-selected={isSelected || undefined}>
      <Link
        to={href}
        className={styles.link}
        aria-current={isSelected ? 'page' : undefined}
        data-queue-row
      >
        <span className={styles.title}>
          {isStruck ? <s>{title}</s> : title}
        </span>{' '}
        <span className={styles.facts}>
          <span className={styles.kind}>
            <RiShieldUserLine aria-hidden size={14} /> Tool call
          </span>{' '}
          <span>agent {shortAgent(tool.agent)}</span>{' '}
          <RelativeTime iso={tool.requestedAt} />{' '}
          <span>{tool.title || 'Untitled'}</span>
        </span>
      </Link>
    </li>
  );
}

/** Shortens the id of an agent to its name: `cluster:kagent/sre` becomes `sre`. */
export function shortAgent(id: string): string {
  return id.split('/').at(-1) ?? id;
}
