import { isError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useEffect, useState } from 'react';

/** How far the run of a golden path is. */
export type Run =
  | { state: 'running'; step?: string }
  | { state: 'failed'; message: string }
  | { state: 'done'; proposalNumber: number | undefined };

/** Follows the run of a golden path from its start, also when it has ended already. */
export function useRun(taskId: string): Run {
  const scaffolderApi = useApi(scaffolderApiRef);
  const [run, setRun] = useState<Run>({ state: 'running' });
  useEffect(() => {
    setRun({ state: 'running' });
    const subscription = scaffolderApi.streamLogs({ taskId }).subscribe({
      next: ({ type, body }) => {
        if (type !== 'completion') {
          setRun(old =>
            old.state === 'running'
              ? { state: 'running', step: body.message }
              : old,
          );
          return;
        }
        setRun(parseCompletion(body));
      },
      error: error => setRun({ state: 'failed', message: error.message }),
    });
    return () => subscription.unsubscribe();
  }, [scaffolderApi, taskId]);
  return run;
}

/** Reads how a run ended; its client types neither `error` nor `output`. */
function parseCompletion(body: {
  message: string;
  status?: string;
  error?: unknown;
  output?: unknown;
}): Run {
  if (body.error !== undefined || body.status === 'failed') {
    const message = isError(body.error) ? body.error.message : body.message;
    return { state: 'failed', message };
  }
  const { output } = body;
  const number =
    typeof output === 'object' && output !== null && 'proposalNumber' in output
      ? Number(output.proposalNumber)
      : NaN;
  return {
    state: 'done',
    proposalNumber: Number.isInteger(number) ? number : undefined,
  };
}
