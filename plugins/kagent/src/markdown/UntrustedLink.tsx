import { Link } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { classifyLink } from './classifyLink';
import styles from './markdown.module.css';

/** A link from text that somebody else wrote: foreign ones are marked, dangerous ones are plain text. */
export function UntrustedLink(props: { href?: string; children?: ReactNode }) {
  const target = classifyLink(props.href, window.location.origin);
  switch (target.kind) {
    case 'internal':
      return <Link href={target.path}>{props.children}</Link>;
    case 'external':
      return (
        <a
          className={styles.external}
          href={target.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          title={target.url}
        >
          {props.children}
          <RiExternalLinkLine aria-hidden size="1em" />
          <span className={styles.hidden}>(opens another site)</span>
        </a>
      );
    case 'refused':
    default:
      return <>{props.children}</>;
  }
}
