import { Readable } from 'stream';
import { buffer } from 'stream/consumers';
import { pipeline } from 'stream/promises';
import { extract } from 'tar-stream';
import { createGunzip } from 'zlib';

/** Reads the regular files of a gzipped tar archive, each as it comes. */
export async function readTarball(
  archive: Buffer,
  onFile: (bytes: Buffer) => void,
): Promise<void> {
  const entries = extract();
  entries.on('entry', (header, stream, next) => {
    const read = async () => {
      const bytes = await buffer(stream);
      if (header.type === 'file') onFile(bytes);
    };
    read().then(() => next(), next);
  });
  await pipeline(Readable.from([archive]), createGunzip(), entries);
}
