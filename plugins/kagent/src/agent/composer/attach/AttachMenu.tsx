import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiAttachmentLine } from '@remixicon/react';
import { MAX_ATTACHMENTS } from '@zerotouch/plugin-kagent-common';
import { useRef, useState } from 'react';
import type { Draft } from '../useDraft';
import { AttachEntityDialog } from './AttachEntityDialog';
import { AttachLogDialog } from './AttachLogDialog';
import { AttachProposalDialog } from './AttachProposalDialog';
import { ATTACHMENT_ICONS } from './AttachmentChip';
import { toRequests } from './draftAttachments';
import { TEXT_FILE_ENDINGS } from './readTextFile';

/** The menu by which something is attached to a message. */
export function AttachMenu(props: {
  draft: Draft;
  isDisabled: boolean;
  onFiles(files: File[]): void;
}) {
  const { draft } = props;
  const [dialog, setDialog] = useState<'entity' | 'proposal' | 'log'>();
  const files = useRef<HTMLInputElement>(null);
  const close = () => setDialog(undefined);
  const isFull = toRequests(draft.attachments).length >= MAX_ATTACHMENTS;
  return (
    <>
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiAttachmentLine />}
          aria-label={
            isFull
              ? `Attach; a message has room for ${MAX_ATTACHMENTS}`
              : 'Attach'
          }
          isDisabled={props.isDisabled || isFull}
        />
        <Menu
          placement="top start"
          onAction={key => {
            if (key === 'file') files.current?.click();
            if (key === 'entity' || key === 'proposal' || key === 'log') {
              setDialog(key);
            }
          }}
        >
          <MenuItem id="entity" iconStart={ATTACHMENT_ICONS.entity}>
            From the catalog…
          </MenuItem>
          <MenuItem id="proposal" iconStart={ATTACHMENT_ICONS.proposal}>
            An open proposal…
          </MenuItem>
          <MenuItem id="log" iconStart={ATTACHMENT_ICONS.log}>
            Text of a log…
          </MenuItem>
          <MenuItem id="file" iconStart={ATTACHMENT_ICONS.file}>
            A text file…
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        aria-label="Files to attach"
        accept={TEXT_FILE_ENDINGS.join(',')}
        onChange={event => {
          props.onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {dialog === 'entity' && (
        <AttachEntityDialog draft={draft} onClose={close} />
      )}
      {dialog === 'proposal' && (
        <AttachProposalDialog draft={draft} onClose={close} />
      )}
      {dialog === 'log' && <AttachLogDialog draft={draft} onClose={close} />}
    </>
  );
}
