import {
  Button,
  ButtonIcon,
  DialogTrigger,
  Link,
  Popover,
  Text,
} from '@backstage/ui';
import {
  RiBookOpenLine,
  RiCloseLine,
  RiErrorWarningLine,
  RiFileTextLine,
  RiGitPullRequestLine,
  RiLoader4Line,
  RiStackLine,
  RiTerminalBoxLine,
} from '@remixicon/react';
import { describeError } from '@zerotouch/plugin-gitops';
import type { AttachmentRequest } from '@zerotouch/plugin-kagent-common';
import type { ReactElement } from 'react';
import styles from './attach.module.css';
import type { DraftAttachment } from './draftAttachments';

/** The sign of each kind of thing that can be attached. */
export const ATTACHMENT_ICONS: Record<AttachmentRequest['kind'], ReactElement> =
  {
    entity: <RiStackLine aria-hidden size={16} />,
    proposal: <RiGitPullRequestLine aria-hidden size={16} />,
    doc: <RiBookOpenLine aria-hidden size={16} />,
    log: <RiTerminalBoxLine aria-hidden size={16} />,
    file: <RiFileTextLine aria-hidden size={16} />,
  };

/** Something attached: a press shows exactly what the agent is given. */
export function AttachmentChip(props: {
  attachment: DraftAttachment;
  onRemove(): void;
  onRetry(): void;
}) {
  const { attachment } = props;
  const { kind, request, preview, error } = attachment;
  const title = preview?.title ?? attachment.title;
  const isLoading = !preview && error === undefined;
  return (
    <li className={styles.chip} data-failed={error !== undefined || undefined}>
      {error === undefined ? (
        ATTACHMENT_ICONS[kind]
      ) : (
        <RiErrorWarningLine aria-label="Failed" size={16} />
      )}
      {error === undefined ? (
        <DialogTrigger>
          <Button
            className={styles.chipButton}
            size="small"
            variant="tertiary"
            aria-label={`${title}: what is sent`}
          >
            <span className={styles.chipTitle}>{title}</span>
          </Button>
          <Popover placement="top start" className={styles.popover}>
            <div className={styles.sent}>
              <Text as="h3" variant="body-medium" weight="bold">
                What is sent
              </Text>
              <Text as="p" variant="body-small" color="secondary">
                {isLoading
                  ? 'The portal reads it.'
                  : `The agent is given these ${(
                      preview?.text.length ?? 0
                    ).toLocaleString()} characters, secrets left out.`}{' '}
                {preview?.url && <Link href={preview.url}>Open it</Link>}
              </Text>
              {preview && (
                // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
                <pre tabIndex={0} aria-label={`Text of ${title}`}>
                  {preview.text}
                </pre>
              )}
            </div>
          </Popover>
        </DialogTrigger>
      ) : (
        <span className={styles.failure}>
          <strong>{title}</strong> <span>{describeError(error)}</span>{' '}
          {request && (
            <Button size="small" variant="tertiary" onPress={props.onRetry}>
              Try again
            </Button>
          )}
        </span>
      )}
      {isLoading && (
        <RiLoader4Line
          aria-label="The portal reads it"
          size={14}
          className={styles.spin}
        />
      )}
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiCloseLine />}
        aria-label={`Remove ${title}`}
        onPress={props.onRemove}
      />
    </li>
  );
}
