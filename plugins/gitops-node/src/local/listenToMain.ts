import { watch } from 'fs';
import { join } from 'path';

/** Calls `look` when the file of main's branch changes, until the returned function is called. */
export function listenToMain(
  directory: string,
  look: () => void,
  onError: (error: unknown) => void,
): () => void {
  try {
    const folder = join(directory, 'refs/heads');
    const files = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || name === 'main') look();
    });
    files.on('error', onError);
    return () => files.close();
  } catch (error) {
    // Out of watches: the timer alone follows then.
    onError(error);
    return () => {};
  }
}
