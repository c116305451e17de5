import { Button, Text, TextAreaField } from '@backstage/ui';
import type { Comment } from '@zerotouch/plugin-gitops-common';
import { useState } from 'react';
import { AuthorMark } from '../../author';
import { SafeMarkdown } from '../../markdown';
import { RelativeTime } from '@zerotouch/plugin-gitops';
import styles from './detail.module.css';

const KINDS = {
  comment: 'commented',
  approval: 'approved',
  rejection: 'rejected',
} as const;

/** Longest comment that the server takes. */
const MAX_COMMENT = 16_000;

/** What was said about a proposal, and a place to say more. */
export function CommentList(props: {
  comments: Comment[];
  isPending: boolean;
  /** Absent for people who may not comment. */
  onComment?(body: string): void;
}) {
  const [body, setBody] = useState('');
  const { comments, onComment } = props;
  if (comments.length === 0 && !onComment) return null;
  const text = body.trim();
  return (
    <section aria-label="Comments" className={styles.comments}>
      {comments.length > 0 && (
        <>
          <Text as="h3" variant="body-large" weight="bold">
            Comments
          </Text>
          <ul>
            {comments.map(comment => (
              <li key={comment.id}>
                <span className={styles.commentHead}>
                  <AuthorMark author={comment.author} /> {KINDS[comment.kind]}{' '}
                  <RelativeTime iso={comment.createdAt} />
                </span>
                <SafeMarkdown>{comment.body}</SafeMarkdown>
              </li>
            ))}
          </ul>
        </>
      )}
      {onComment && (
        <div className={styles.commentForm}>
          <TextAreaField
            label="Comment"
            rows={2}
            maxLength={MAX_COMMENT}
            value={body}
            onChange={setBody}
          />
          <Button
            size="small"
            variant="secondary"
            isDisabled={!text}
            isPending={props.isPending}
            onPress={() => {
              onComment(text);
              setBody('');
            }}
          >
            Add comment
          </Button>
        </div>
      )}
    </section>
  );
}
