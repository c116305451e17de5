import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RiChat3Line, RiMenuLine, RiSearchLine } from '@remixicon/react';
import { agentDrawer } from '@zerotouch/plugin-kagent';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Logo } from '../brand/Logo';
import { useShortcuts } from '../keys/ShortcutsProvider';
import { useIsPhone } from '../layout/useIsPhone';
import { mainDestinations, moreDestinations } from './destinations';
import { NavigationLink } from './NavigationLink';
import styles from './navigation.module.css';

/**
 * The navigation: a column on a laptop, a bar at the top and one at the bottom on a phone.
 *
 * @param props.navItems - The pages that exist; places without a page are left out.
 */
export function Navigation(props: {
  navItems: { rest(): { href: string }[] };
}) {
  const present = new Set(props.navItems.rest().map(item => item.href));
  const main = mainDestinations.filter(item => present.has(item.path));
  const more = moreDestinations.filter(item => present.has(item.path));
  const hasAgent = present.has('/agent');
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(false);

  if (!isPhone) {
    return (
      <header className={styles.column}>
        <Brand />
        <SearchButton />
        {hasAgent && <AskButton />}
        <nav aria-label="Main" className={styles.list}>
          {main.map(item => (
            <NavigationLink key={item.path} destination={item} />
          ))}
          <hr className={styles.rule} />
          {more.map(item => (
            <NavigationLink key={item.path} destination={item} />
          ))}
        </nav>
        <ShortcutHint />
      </header>
    );
  }

  const hidden = [...main.filter(item => !item.phone), ...more];
  return (
    <>
      <header className={styles.top}>
        <Brand />
        {hasAgent && <AskButton />}
        <SearchButton />
      </header>
      <nav aria-label="Main" className={styles.bottom}>
        {open && (
          <div className={styles.sheet} id="more-places">
            {hidden.map(item => (
              <NavigationLink
                key={item.path}
                destination={item}
                onClick={() => setOpen(false)}
              />
            ))}
          </div>
        )}
        {main
          .filter(item => item.phone)
          .map(item => (
            <NavigationLink
              key={item.path}
              destination={item}
              onClick={() => setOpen(false)}
            />
          ))}
        <button
          type="button"
          className={styles.link}
          aria-expanded={open}
          aria-controls="more-places"
          onClick={() => setOpen(!open)}
        >
          <span className={styles.icon} aria-hidden="true">
            <RiMenuLine />
          </span>
          <span>More</span>
        </button>
      </nav>
    </>
  );
}

function Brand() {
  const config = useApi(configApiRef);
  const environment = config.getOptionalString('app.environment') ?? 'local';
  return (
    <div className={styles.brand}>
      <Link className={styles.home} to="/" aria-label="ZeroTouch, home">
        <Logo size={22} />
        <span>ZeroTouch</span>
      </Link>
      <span className={styles.environment} title="Environment">
        {environment}
      </span>
    </div>
  );
}

function SearchButton() {
  const { openSearch } = useShortcuts();
  return (
    <button type="button" className={styles.search} onClick={openSearch}>
      <RiSearchLine size={16} aria-hidden="true" />
      <span>Search</span>
      <kbd aria-hidden="true">/</kbd>
    </button>
  );
}

function AskButton() {
  return (
    <button
      type="button"
      className={`${styles.search} ${styles.ask}`}
      aria-label="Ask the agent"
      aria-keyshortcuts="."
      onClick={agentDrawer.open}
    >
      <RiChat3Line size={16} aria-hidden="true" />
      <span>Ask the agent</span>
      <kbd aria-hidden="true">.</kbd>
    </button>
  );
}

function ShortcutHint() {
  const { openKeys } = useShortcuts();
  return (
    <button type="button" className={styles.hint} onClick={openKeys}>
      Keys <kbd aria-hidden="true">?</kbd>
    </button>
  );
}
