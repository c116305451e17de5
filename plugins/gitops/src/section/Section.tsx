import { useId, type ReactNode } from 'react';
import type { Resource } from '../resource/useResource';
import { LoadingRows } from '../states/LoadingRows';
import { ErrorState } from '../states/PageState';
import styles from './section.module.css';

/** A titled part of a page. */
export function Section(props: {
  title: string;
  /** Shown after the title, such as a count. */
  note?: ReactNode;
  /** Shown at the right of the title. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      className={`${styles.section} ${props.className ?? ''}`}
      aria-labelledby={id}
    >
      <header className={styles.header}>
        <h2 id={id}>{props.title}</h2>
        {props.note !== undefined && (
          <span className={styles.note}>{props.note}</span>
        )}
        {props.action && <span className={styles.action}>{props.action}</span>}
      </header>
      {props.children}
    </section>
  );
}

/**
 * Shows something that is fetched in each of its states.
 *
 * @param props.what - The thing in the middle of a sentence, such as "the open proposals".
 * @param props.rows - Lines of the skeleton.
 */
export function Fetched<T>(props: {
  resource: Resource<T>;
  what: string;
  rows: number;
  onRetry: () => void;
  children: (value: T) => ReactNode;
}) {
  const { resource } = props;
  switch (resource.state) {
    case 'loading':
      return <LoadingRows what={props.what} rows={props.rows} isText />;
    case 'failed':
      return (
        <>
          <ErrorState
            isCompact
            what={props.what}
            error={resource.error}
            onRetry={props.onRetry}
          />
          {resource.stale !== undefined && props.children(resource.stale)}
        </>
      );
    default:
      return <>{props.children(resource.value)}</>;
  }
}
