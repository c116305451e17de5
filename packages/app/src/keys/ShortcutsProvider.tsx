import {
  createContext,
  lazy,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { agentDrawer } from '@zerotouch/plugin-kagent';
import { useNavigate } from 'react-router-dom';
import { mainDestinations } from '../navigation/destinations';
import { createKeyReader } from './keySequences';

/** Opens the dialogs that keys open as well. */
export interface Shortcuts {
  openSearch: () => void;
  openKeys: () => void;
}

const ShortcutsContext = createContext<Shortcuts>({
  openSearch: () => {},
  openKeys: () => {},
});

/** Returns what opens the search and the list of keys. */
export const useShortcuts = () => useContext(ShortcutsContext);

const SearchDialog = lazy(() =>
  import('./SearchDialog').then(m => ({ default: m.SearchDialog })),
);
const KeysDialog = lazy(() =>
  import('./KeysDialog').then(m => ({ default: m.KeysDialog })),
);

const places = new Map(
  mainDestinations.flatMap(({ key, path }) => (key ? [[key, path]] : [])),
);

function isTyping(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      node =>
        node instanceof HTMLElement &&
        (node.isContentEditable ||
          node.matches(
            'input, textarea, select, [role="dialog"], [role="menu"], [role="textbox"]',
          )),
    );
}

/** Listens for the keys of the whole portal and holds the dialogs that they open. */
export function ShortcutsProvider(props: { children: ReactNode }) {
  const [dialog, setDialog] = useState<'search' | 'keys'>();
  const navigate = useNavigate();
  const shortcuts = useMemo(
    () => ({
      openSearch: () => setDialog('search'),
      openKeys: () => setDialog('keys'),
    }),
    [],
  );

  useEffect(() => {
    const readKey = createKeyReader({ places });
    const onKeyDown = (event: KeyboardEvent) => {
      const command = readKey({
        key: event.key,
        atMs: event.timeStamp,
        modified: event.ctrlKey || event.metaKey || event.altKey,
        command: event.ctrlKey || event.metaKey,
        typing: event.defaultPrevented || isTyping(event),
      });
      if (!command) {
        return;
      }
      event.preventDefault();
      if (command.type === 'go') {
        navigate(command.path);
      } else if (command.type === 'agent') {
        agentDrawer.toggle();
      } else {
        setDialog(command.type);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);

  const close = () => setDialog(undefined);
  return (
    <ShortcutsContext.Provider value={shortcuts}>
      {props.children}
      <Suspense fallback={null}>
        {dialog === 'search' && <SearchDialog onClose={close} />}
        {dialog === 'keys' && <KeysDialog onClose={close} />}
      </Suspense>
    </ShortcutsContext.Provider>
  );
}
