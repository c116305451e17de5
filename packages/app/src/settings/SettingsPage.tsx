import { Content, SidebarPinStateProvider } from '@backstage/core-components';
import { UserSettingsGeneral } from '@backstage/plugin-user-settings';

/** There is no stock sidebar here that could be pinned, which is what phones say. */
const NO_SIDEBAR = {
  isPinned: false,
  toggleSidebarPinState: () => {},
  isMobile: true,
};

/** Profile, theme and identity of the person who is signed in. */
export function SettingsPage() {
  return (
    <SidebarPinStateProvider value={NO_SIDEBAR}>
      <Content>
        <UserSettingsGeneral />
      </Content>
    </SidebarPinStateProvider>
  );
}
