import { useCallback, useState } from 'react';

/**
 * Remembers which files of a version had their lines on the page.
 *
 * @param headSha - Another head starts over.
 */
export function useSeenFiles(headSha: string): {
  seen: string[];
  markSeen(path: string): void;
} {
  const [state, setState] = useState<{ headSha: string; seen: string[] }>({
    headSha,
    seen: [],
  });
  const markSeen = useCallback(
    (path: string) =>
      setState(old => {
        const seen = old.headSha === headSha ? old.seen : [];
        if (old.headSha === headSha && seen.includes(path)) return old;
        return { headSha, seen: [...seen, path] };
      }),
    [headSha],
  );
  return { seen: state.headSha === headSha ? state.seen : [], markSeen };
}
