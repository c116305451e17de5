import { RiRobot2Line, RiUserLine } from '@remixicon/react';
import type { Author } from '@zerotouch/plugin-gitops-common';
import styles from './author.module.css';
import { shortRef } from './shortRef';

/** Who did something, marked as a person or an agent by icon and word. */
export function AuthorMark(props: { author: Author }) {
  const { ref, kind, onBehalfOf } = props.author;
  const Icon = kind === 'agent' ? RiRobot2Line : RiUserLine;
  return (
    <span
      className={styles.author}
      title={onBehalfOf ? `${ref} on behalf of ${onBehalfOf}` : ref}
    >
      <Icon aria-hidden size="1em" />
      {kind === 'agent' && <span className={styles.kind}>agent</span>}{' '}
      <span>{shortRef(ref)}</span>{' '}
      {onBehalfOf && <span>for {shortRef(onBehalfOf)}</span>}
    </span>
  );
}
