import { useCallback, useState } from 'react';

/** One thing done at a time, with its failure kept for showing. */
export interface Action {
  /** Name of what runs now. */
  pending?: string;
  error?: unknown;
  /** Runs `work` unless something runs already; a failure lands in `error`. */
  run(name: string, work: () => Promise<void>): Promise<void>;
  clear(): void;
}

/** Keeps track of one action that a person started. */
export function useAction(): Action {
  const [state, setState] = useState<{ pending?: string; error?: unknown }>({});
  const { pending } = state;
  const run = useCallback(
    async (name: string, work: () => Promise<void>) => {
      if (pending) return;
      setState({ pending: name });
      try {
        await work();
        setState({});
      } catch (error) {
        setState({ error });
      }
    },
    [pending],
  );
  const clear = useCallback(() => setState({}), []);
  return { ...state, run, clear };
}
