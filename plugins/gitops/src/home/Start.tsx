import {
  RiDatabase2Line,
  RiFlashlightLine,
  RiServerLine,
} from '@remixicon/react';
import { Link } from 'react-router-dom';
import { templatePath } from '../paths/portalPaths';
import styles from './home.module.css';

/** The golden paths that are taken most. */
export function Start() {
  return (
    <nav className={styles.start} aria-label="Start">
      <Link to={templatePath('new-service')}>
        <RiServerLine size={18} aria-hidden="true" /> New service
      </Link>
      <Link to={templatePath('new-database')}>
        <RiDatabase2Line size={18} aria-hidden="true" /> New database
      </Link>
      <Link to={templatePath('xdragonfly')}>
        <RiFlashlightLine size={18} aria-hidden="true" /> New cache
      </Link>
      <Link to="/create">Everything else</Link>
    </nav>
  );
}
