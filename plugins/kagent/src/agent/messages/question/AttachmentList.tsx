import {
  RiFileTextLine,
  RiGitPullRequestLine,
  RiShapesLine,
  RiTerminalBoxLine,
} from '@remixicon/react';
import type { Attachment } from '@zerotouch/plugin-kagent-common';
import { Link } from 'react-router-dom';
import { classifyLink } from '../../../markdown';
import { Fold } from '../calls/Fold';
import styles from './question.module.css';

const KINDS: Record<
  Attachment['kind'],
  { Icon: typeof RiShapesLine; word: string }
> = {
  entity: { Icon: RiShapesLine, word: 'From the catalog' },
  proposal: { Icon: RiGitPullRequestLine, word: 'Proposal' },
  doc: { Icon: RiFileTextLine, word: 'Page' },
  log: { Icon: RiTerminalBoxLine, word: 'Log' },
  file: { Icon: RiFileTextLine, word: 'File' },
};

/** What a message carried beside its text: each opens to exactly what the agent was given. */
export function AttachmentList(props: { attachments: Attachment[] }) {
  if (props.attachments.length === 0) return null;
  return (
    <ul className={styles.attachments} aria-label="Attached">
      {props.attachments.map(({ kind, text, title, url }, index) => {
        const { Icon, word } = KINDS[kind];
        const place = classifyLink(url, window.location.origin);
        return (
          <li key={index}>
            <Fold
              summary={
                <span>
                  <Icon aria-hidden size="1em" /> {word}: {title}
                </span>
              }
            >
              {() => (
                <>
                  {place.kind === 'internal' && (
                    <Link to={place.path}>Open {title}</Link>
                  )}
                  <pre className={styles.given}>{text}</pre>
                </>
              )}
            </Fold>
          </li>
        );
      })}
    </ul>
  );
}
