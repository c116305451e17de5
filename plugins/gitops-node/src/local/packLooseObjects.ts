import { LocalForge } from './LocalForge';

const DEFAULT_BOUND = 5_000;

/**
 * Packs the loose objects of a repository when there are many, since every proposal leaves about ten.
 *
 * @remarks
 * No object is ever deleted, reachable or not, so no reader or writer of another process can miss one; Git looks into the packs again
 * when a loose file is gone. Packs are rolled up in a geometric row, so their number grows with the logarithm of the size. The writers'
 * mutex keeps two processes from doing the same work.
 *
 * @param options.bound - How many loose objects may be there; 5,000 when absent.
 * @returns How many loose objects were packed.
 */
export async function packLooseObjects(options: {
  forge: LocalForge;
  bound?: number;
}): Promise<number> {
  const { forge, bound = DEFAULT_BOUND } = options;
  const { repository, mutex } = forge.parts;
  const countLoose = async () =>
    parseInt(await repository.git.text(['count-objects']), 10);
  if ((await countLoose()) <= bound) return 0;
  return mutex.run(async () => {
    const before = await countLoose();
    if (before <= bound) return 0;
    await repository.git.run(['repack', '--geometric=2', '-d', '-q']);
    return before - (await countLoose());
  });
}
