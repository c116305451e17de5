import { Alert, Button } from '@backstage/ui';
import styles from './detail.module.css';

/** Which files conflict with main, and the way to bring main in. */
export function ConflictNote(props: {
  conflicts: string[];
  isPending: boolean;
  /** Absent for people who may not add a commit. */
  onBringMainIn?(): void;
}) {
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title="It conflicts with main"
      description={
        <ul className={styles.conflicts}>
          {props.conflicts.map(path => (
            <li key={path}>
              <code>{path}</code>
            </li>
          ))}
        </ul>
      }
      customActions={
        props.onBringMainIn && (
          <Button
            size="small"
            variant="secondary"
            isPending={props.isPending}
            onPress={props.onBringMainIn}
          >
            Bring main in
          </Button>
        )
      }
    />
  );
}
