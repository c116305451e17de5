import {
  RiCheckLine,
  RiCloseLine,
  RiSubtractLine,
  RiTimeLine,
} from '@remixicon/react';
import type { Check, ProposalSummary } from '@zerotouch/plugin-gitops-common';
import styles from './list.module.css';

const MARKS = {
  success: [RiCheckLine, 'passed'],
  failure: [RiCloseLine, 'failed'],
  pending: [RiTimeLine, 'running'],
  neutral: [RiSubtractLine, 'no verdict'],
  none: [RiSubtractLine, 'none'],
} as const;

/** The state of checks as an icon and a word. */
export function ChecksMark(props: {
  state: ProposalSummary['checksState'] | Check['status'];
  label?: string;
}) {
  const [Icon, word] = MARKS[props.state];
  return (
    <span className={styles.checks} data-state={props.state}>
      <Icon aria-hidden size="1em" />
      {props.label ? `${props.label} ${word}` : word}
    </span>
  );
}
