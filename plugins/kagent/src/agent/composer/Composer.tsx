import { Button, Text, TextAreaField } from '@backstage/ui';
import { RiAddLine, RiSendPlane2Line, RiStopLine } from '@remixicon/react';
import {
  type Agent,
  type AttachmentRequest,
  MAX_MESSAGE_LENGTH,
} from '@zerotouch/plugin-kagent-common';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { AgentPicker } from './AgentPicker';
import { EditNote } from './EditNote';
import { LONG_PASTE, PasteOffer } from './PasteOffer';
import { ATTACHMENT_ICONS, AttachmentChip } from './attach/AttachmentChip';
import { AttachMenu } from './attach/AttachMenu';
import attachStyles from './attach/attach.module.css';
import { canAttach, titleOf } from './attach/draftAttachments';
import styles from './composer.module.css';
import type { Draft } from './useDraft';
import { useFileDrop } from './useFileDrop';

/** From here on the number of characters left is shown. */
const COUNT_FROM = MAX_MESSAGE_LENGTH - 1_000;

/** A key in a field, which keeps keys to itself unless it is told otherwise. */
type FieldKeyEvent = KeyboardEvent & { continuePropagation?(): void };

/**
 * Where a message is written: Enter sends, Shift and Enter makes a new line, the up arrow in an empty one takes the last
 * message up again.
 */
export function Composer(props: {
  draft: Draft;
  isRunning: boolean;
  isStopping: boolean;
  /** Absent while nothing can be sent. */
  onSend?(): void;
  onStop(): void;
  /** Takes the person's last message up; absent while there is none. */
  onEditLast?(): void;
  /** Who answers is not known yet. */
  isWaiting?: boolean;
  /** The message goes as soon as it can. */
  isQueued?: boolean;
  /** Why nothing can be written, as for somebody who may only read. */
  inertReason?: string;
  /** Seconds until a message may be sent again. */
  waitSeconds?: number;
  /** What the page is about; offered as an attachment. */
  offer?: AttachmentRequest;
  agents: Agent[];
  agent?: Agent;
  /** Absent once the conversation belongs to an agent. */
  onAgent?(id: string): void;
  /** Puts the focus here when it appears. */
  takesFocus?: boolean;
}) {
  const { draft, isRunning, inertReason, onSend, offer, waitSeconds } = props;
  const { attachments, editing, text } = draft;
  const area = useRef<HTMLDivElement>(null);
  const focusField = () =>
    area.current?.querySelector('textarea')?.focus({ preventScroll: true });
  const [pasted, setPasted] = useState<string>();
  const isInert = inertReason !== undefined;
  const files = useFileDrop(draft, isInert);
  const trimmed = text.trim();
  const isTooLong = trimmed.length > MAX_MESSAGE_LENGTH;
  const hasFailed = attachments.some(({ error }) => error !== undefined);
  const canSend = Boolean(
    onSend &&
      trimmed &&
      !isTooLong &&
      !isRunning &&
      !hasFailed &&
      !waitSeconds &&
      !isInert,
  );
  const takesFocus = props.takesFocus && !isInert;
  useEffect(() => {
    if (takesFocus) focusField();
  }, [takesFocus]);
  useEffect(() => {
    if (editing) focusField();
  }, [editing]);

  const send = () => {
    if (!canSend) return;
    setPasted(undefined);
    onSend?.();
  };
  const onKeyDown = (event: FieldKeyEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && text === '' && props.onEditLast) {
      event.preventDefault();
      props.onEditLast();
    } else if (event.key === 'Escape' && editing) {
      event.preventDefault();
      draft.cancelEdit();
    } else {
      event.continuePropagation?.();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (files.onPasteFiles(event)) return;
    const plain = event.clipboardData.getData('text/plain');
    if (plain.length >= LONG_PASTE) setPasted(plain.replace(/\r\n?/g, '\n'));
  };
  return (
    <form
      className={styles.composer}
      aria-label="Write to the agent"
      data-over={files.isOver || undefined}
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
      {...files.dropHandlers}
    >
      {editing && <EditNote agent={props.agent} onCancel={draft.cancelEdit} />}
      {pasted !== undefined && text.includes(pasted) && (
        <PasteOffer
          pasted={pasted}
          draft={draft}
          onDone={() => setPasted(undefined)}
        />
      )}
      {(attachments.length > 0 || offer) && (
        <ul className={attachStyles.chips} aria-label="Attached">
          {attachments.map(attachment => (
            <AttachmentChip
              key={attachment.id}
              attachment={attachment}
              onRemove={() => draft.remove(attachment.id)}
              onRetry={() => draft.retry(attachment.id)}
            />
          ))}
          {offer && !isInert && canAttach(attachments, offer) && (
            <li>
              <Button
                className={attachStyles.offer}
                size="small"
                variant="secondary"
                iconStart={<RiAddLine />}
                aria-label={`Attach what this page is about: ${titleOf(offer)}`}
                onPress={() => {
                  draft.attach(offer);
                  focusField();
                }}
              >
                {ATTACHMENT_ICONS[offer.kind]} {titleOf(offer)}
              </Button>
            </li>
          )}
        </ul>
      )}
      <TextAreaField
        ref={area}
        aria-label="Message"
        placeholder={isInert ? '' : 'Ask about the platform'}
        rows={2}
        value={text}
        onChange={draft.setText}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        isInvalid={isTooLong}
        isDisabled={isInert}
      />
      <div className={styles.bar}>
        <AttachMenu
          draft={draft}
          isDisabled={isInert}
          onFiles={files.addFiles}
        />
        <AgentPicker
          agents={props.agents}
          agent={props.agent}
          isWaiting={props.isWaiting}
          onAgent={props.onAgent}
        />
        <Text
          variant="body-small"
          color={isTooLong ? 'danger' : 'secondary'}
          className={styles.count}
          role="status"
        >
          {inertReason}
          {props.isQueued && 'Goes out as soon as the agent is there'}
          {waitSeconds !== undefined &&
            waitSeconds > 0 &&
            `You can send again in ${waitSeconds} s`}
          {hasFailed &&
            !isInert &&
            'Remove what could not be attached, or try it again'}
          {trimmed.length >= COUNT_FROM && describeLeft(trimmed.length)}
        </Text>
        {isRunning ? (
          <Button
            variant="secondary"
            iconStart={<RiStopLine />}
            isPending={props.isStopping}
            onPress={props.onStop}
          >
            Stop
          </Button>
        ) : (
          <Button
            type="submit"
            variant="primary"
            iconStart={<RiSendPlane2Line />}
            isDisabled={!canSend}
          >
            Send
          </Button>
        )}
      </div>
    </form>
  );
}

function describeLeft(length: number): string {
  const left = MAX_MESSAGE_LENGTH - length;
  return left >= 0
    ? `${left.toLocaleString()} characters left`
    : `${(-left).toLocaleString()} characters too many; attach the long part`;
}
