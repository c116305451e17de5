import { Link } from 'react-router-dom';
import { useShortcuts } from '../keys/ShortcutsProvider';
import styles from './layout.module.css';

/** There is no such page; where one may go instead. */
export function NotFound() {
  const { openSearch } = useShortcuts();
  return (
    <main className={styles.notFound}>
      <h1>There is no such page</h1>
      <p>It has moved, or the address has a mistake in it.</p>
      <p>
        <Link to="/">Go to Home</Link> or{' '}
        <button type="button" onClick={openSearch}>
          search
        </button>{' '}
        for what you need.
      </p>
    </main>
  );
}
