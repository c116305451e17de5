import { useOpenProposalCount } from '@zerotouch/plugin-gitops';
import { NavLink } from 'react-router-dom';
import type { Destination } from './destinations';
import styles from './navigation.module.css';

/** A link of the navigation, marked while its place is open. */
export function NavigationLink(props: {
  destination: Destination;
  onClick?: () => void;
}) {
  const { destination, onClick } = props;
  return (
    <NavLink
      className={styles.link}
      to={destination.path}
      end={destination.path === '/'}
      onClick={onClick}
    >
      <span className={styles.icon} aria-hidden="true">
        {destination.icon}
      </span>
      <span>{destination.title}</span>
      {destination.path === '/approvals' && <WaitingCount />}
    </NavLink>
  );
}

/** The number of proposals that wait for a decision; nothing when there is none. */
function WaitingCount() {
  const count = useOpenProposalCount();
  if (!count) {
    return null;
  }
  return (
    <span className={styles.count} aria-label={`${count} waiting`}>
      {count}
    </span>
  );
}
