import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  ButtonIcon,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { RiCloseLine, RiGroupLine, RiUserLine } from '@remixicon/react';
import { describeError } from '@zerotouch/plugin-gitops';
import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { useState } from 'react';
import { kagentApiRef } from '../../api';
import { shortRef } from '../../author';
import { EntityFinder } from '../../finder';
import styles from './share.module.css';

const MAX_SHARES = 20;

/** Lets other people and teams read a conversation; each change holds at once. */
export function ShareDialog(props: {
  conversation: ConversationSummary;
  /** Where the conversation is, inside the portal. */
  path: string;
  onClose(): void;
  onShared(conversation: ConversationSummary): void;
}) {
  const { conversation } = props;
  const api = useApi(kagentApiRef);
  const toastApi = useApi(toastApiRef);
  const [shared, setShared] = useState(conversation.sharedWith);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();

  const share = async (next: string[]) => {
    setPending(true);
    setError(undefined);
    try {
      const changed = await api.shareConversation(conversation.id, {
        with: next,
      });
      setShared(changed.sharedWith);
      props.onShared(changed);
    } catch (failure) {
      setError(failure);
    } finally {
      setPending(false);
    }
  };
  const copyLink = async () => {
    const link = new URL(props.path, window.location.origin).href;
    try {
      await navigator.clipboard.writeText(link);
      toastApi.post({
        title: 'Link copied',
        status: 'success',
        timeout: 4_000,
      });
    } catch (failure) {
      toastApi.post({
        title: 'The link could not be copied',
        description: `${describeError(failure)} It is ${link}`,
        status: 'danger',
      });
    }
  };
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={isOpen => !isOpen && props.onClose()}
      width={480}
    >
      <DialogHeader>Share conversation</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p" color="secondary">
            They can read all of “{conversation.title || 'Untitled'}”, what is
            said later included. They cannot write in it or decide anything.
          </Text>
          {shared.length < MAX_SHARES ? (
            <EntityFinder
              label="Person or team"
              placeholder="Find somebody in the catalog"
              kinds={['User', 'Group']}
              taken={[...shared, conversation.owner]}
              onPick={({ ref }) => share([...shared, ref])}
            />
          ) : (
            <Text as="p" color="secondary">
              It is shared with {MAX_SHARES}, which is as many as there may be.
            </Text>
          )}
          {error !== undefined && (
            <Alert
              role="alert"
              status="danger"
              icon
              title="The sharing did not change"
              description={describeError(error)}
            />
          )}
          <div role="status">
            {shared.length === 0 && (
              <Text as="p" color="secondary">
                Nobody else can read it.
              </Text>
            )}
          </div>
          {shared.length > 0 && (
            <ul className={styles.list} aria-label="Shared with">
              {shared.map(ref => (
                <li key={ref}>
                  {ref.startsWith('group:') ? (
                    <RiGroupLine aria-hidden size={16} />
                  ) : (
                    <RiUserLine aria-hidden size={16} />
                  )}
                  <span title={ref}>{shortRef(ref)}</span>
                  <ButtonIcon
                    size="small"
                    variant="tertiary"
                    icon={<RiCloseLine />}
                    aria-label={`Stop sharing with ${shortRef(ref)}`}
                    isDisabled={isPending}
                    onPress={() => share(shared.filter(other => other !== ref))}
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        {shared.length > 1 && (
          <Button
            variant="tertiary"
            isDisabled={isPending}
            onPress={() => share([])}
          >
            Stop sharing
          </Button>
        )}
        <Button
          variant="secondary"
          isDisabled={shared.length === 0}
          onPress={copyLink}
        >
          Copy link
        </Button>
        <Button variant="primary" slot="close">
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
