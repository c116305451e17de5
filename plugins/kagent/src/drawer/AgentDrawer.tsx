import { ButtonIcon, ButtonLink, Text } from '@backstage/ui';
import { RiAddLine, RiCloseLine, RiFullscreenLine } from '@remixicon/react';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { ChatPane, useAgentChat } from '../agent/chat';
import { findPageContext } from '../context';
import { agentDrawer } from './agentDrawer';
import styles from './drawer.module.css';
import { useDrawerFocus } from './useDrawerFocus';
import { useIsNarrow } from './useIsNarrow';

const nothing = () => undefined;

/**
 * The agent beside any page: a panel that leaves the page usable on a wide window, over all of it on a phone.
 *
 * @param props.pathname - Of the page; what it is about is offered as an attachment.
 */
export function AgentDrawer(props: {
  isOpen: boolean;
  basePath: string;
  pathname: string;
}) {
  const { isOpen, basePath } = props;
  const [id, setId] = useState<string>();
  // A new conversation forgets what the last one was about.
  const [round, setRound] = useState(0);
  const panel = useRef<HTMLElement>(null);
  const isNarrow = useIsNarrow();
  useDrawerFocus({ panel, isOpen, isModal: isNarrow });
  const begun = useCallback((started: string) => setId(started), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // Menus and dialogs of the drawer live elsewhere in the page, and close by themselves.
    const { target } = event;
    if (!(target instanceof Node) || !panel.current?.contains(target)) return;
    event.stopPropagation();
    agentDrawer.close();
  };
  return (
    // Keys of what is inside arrive here; the panel itself is not operated.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      className={styles.drawer}
      hidden={!isOpen}
      aria-label="Agent"
      role={isNarrow && isOpen ? 'dialog' : undefined}
      aria-modal={isNarrow && isOpen ? true : undefined}
      data-own-keys
      onKeyDown={onKeyDown}
    >
      <header className={styles.head}>
        <Text as="h2" variant="title-x-small" weight="bold">
          Agent
        </Text>
        <span className={styles.actions}>
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiAddLine />}
            aria-label="New conversation"
            isDisabled={id === undefined}
            onPress={() => {
              setId(undefined);
              setRound(old => old + 1);
            }}
          />
          <ButtonLink
            size="small"
            variant="tertiary"
            iconStart={<RiFullscreenLine />}
            href={
              id === undefined
                ? basePath
                : `${basePath}/${encodeURIComponent(id)}`
            }
          >
            Open full page
          </ButtonLink>
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiCloseLine />}
            aria-label="Close the agent"
            onPress={agentDrawer.close}
          />
        </span>
      </header>
      <DrawerChat
        key={round}
        id={id}
        begun={begun}
        basePath={basePath}
        pathname={props.pathname}
        isOpen={isOpen}
      />
    </aside>
  );
}

function DrawerChat(props: {
  id?: string;
  begun(id: string): void;
  basePath: string;
  pathname: string;
  isOpen: boolean;
}) {
  const chat = useAgentChat({
    id: props.id,
    begun: props.begun,
    changed: nothing,
  });
  return (
    <ChatPane
      chat={chat}
      basePath={props.basePath}
      offer={findPageContext(props.pathname)}
      takesFocus={props.isOpen}
      compact
    />
  );
}
