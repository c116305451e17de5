import { useApi } from '@backstage/frontend-plugin-api';
import { searchApiRef } from '@backstage/plugin-search-react';
import type { SearchResult } from '@backstage/plugin-search-common';
import { Dialog, DialogBody, DialogHeader, SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import styles from './keys.module.css';

/** Pause after the last key before the server is asked. */
const PAUSE_MS = 150;
const LIMIT = 12;

type Answer =
  | { state: 'idle' | 'loading' }
  | { state: 'done'; results: SearchResult[] }
  | { state: 'failed'; message: string };

/** Finds entities and docs while one types. Enter opens the first result. */
export function SearchDialog(props: { onClose: () => void }) {
  const [term, setTerm] = useState('');
  const answer = useSearch(term.trim());
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && props.onClose()}
      width={640}
    >
      <DialogHeader>Search</DialogHeader>
      <DialogBody>
        <SearchField
          aria-label="Search the catalog and the docs"
          placeholder="A service, a claim, a runbook…"
          value={term}
          onChange={setTerm}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
        />
        <div aria-live="polite" className={styles.results}>
          <Results answer={answer} term={term.trim()} onOpen={props.onClose} />
        </div>
      </DialogBody>
    </Dialog>
  );
}

function useSearch(term: string): Answer {
  const searchApi = useApi(searchApiRef);
  const [answer, setAnswer] = useState<Answer>({ state: 'idle' });
  useEffect(() => {
    if (!term) {
      setAnswer({ state: 'idle' });
      return undefined;
    }
    const controller = new AbortController();
    setAnswer(last => (last.state === 'done' ? last : { state: 'loading' }));
    const timer = setTimeout(() => {
      searchApi.query({ term }, { signal: controller.signal }).then(
        set =>
          setAnswer({ state: 'done', results: set.results.slice(0, LIMIT) }),
        error => {
          if (!controller.signal.aborted) {
            setAnswer({ state: 'failed', message: String(error?.message) });
          }
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [searchApi, term]);
  return answer;
}

function Results(props: { answer: Answer; term: string; onOpen: () => void }) {
  const { answer, term, onOpen } = props;
  switch (answer.state) {
    case 'idle':
      return (
        <p className={styles.note}>Type to search the catalog and the docs.</p>
      );
    case 'loading':
      return <p className={styles.note}>Searching…</p>;
    case 'failed':
      return <p className={styles.note}>The search failed: {answer.message}</p>;
    case 'done':
      return (
        <>
          {answer.results.length === 0 && (
            <p className={styles.note}>
              Nothing is called “{term}”. Try another word.
            </p>
          )}
          <ul className={styles.list}>
            {answer.results.map(({ type, document }) => (
              <li key={`${type} ${document.location}`}>
                <Link to={document.location} onClick={onOpen}>
                  <strong>{document.title}</strong>
                  <span>{type === 'techdocs' ? 'Docs' : 'Catalog'}</span>
                  <small>{document.text}</small>
                </Link>
              </li>
            ))}
          </ul>
          <p className={styles.note}>
            <Link
              to={`/search?query=${encodeURIComponent(term)}`}
              onClick={onOpen}
            >
              All results
            </Link>
          </p>
        </>
      );
    default:
      throw new Error(`Unknown state of a search: ${answer satisfies never}`);
  }
}
