import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { gitopsApiRef, isNotFound } from '@zerotouch/plugin-gitops';
import { useEffect, useState } from 'react';
import { LineDiff } from './LineDiff';

type Current =
  | { result: 'loading' }
  | { result: 'found'; text: string }
  | { result: 'unknown' };

/** What a call would change in one file, against the file as it is on the main branch now. */
export function FileChangeView(props: {
  path: string;
  /** The whole new text; `null` removes the file. */
  content: string | null;
}) {
  const { path, content } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const [current, setCurrent] = useState<Current>({ result: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const show = (outcome: Current) => signal.aborted || setCurrent(outcome);
    gitopsApi.getFile({ path }, { signal }).then(
      file => show({ result: 'found', text: file.content }),
      error =>
        show(
          isNotFound(error)
            ? { result: 'found', text: '' }
            : { result: 'unknown' },
        ),
    );
    return () => controller.abort();
  }, [gitopsApi, path]);
  switch (current.result) {
    case 'loading':
      return (
        <Text variant="body-small" color="secondary" role="status">
          Reading the file as it is now
        </Text>
      );
    case 'found':
      return <LineDiff before={current.text} after={content ?? ''} />;
    case 'unknown':
    default:
      return (
        <>
          <Text variant="body-small" color="secondary">
            The file as it is now could not be read. This is all of its new
            text:
          </Text>
          <LineDiff before="" after={content ?? ''} />
        </>
      );
  }
}
