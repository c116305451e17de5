/**
 * A forge for tests, in a folder of its own.
 *
 * @packageDocumentation
 */
import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { LocalForge, LocalForgeOptions } from './local';
import { seedRepository } from './seed';

/** What {@link createTestForge} answers. */
export interface TestForge {
  forge: LocalForge;
  /** The bare repository. */
  directory: string;
  /** Removes everything; call it in `afterEach` or `afterAll`. */
  remove(): Promise<void>;
}

/**
 * Makes a {@link LocalForge} in a temporary folder whose main holds `files` (content by path).
 *
 * @remarks Without files main stays empty. `options` go to {@link LocalForge.create}.
 */
export async function createTestForge(
  files: Record<string, string | Buffer> = { 'README.md': '# Platform\n' },
  options: Omit<LocalForgeOptions, 'directory'> = {},
): Promise<TestForge> {
  const root = await mkdtemp(join(tmpdir(), 'zt-forge-'));
  const directory = join(root, 'platform.git');
  const forge = await LocalForge.create({ ...options, directory });
  const entries = Object.entries(files);
  if (entries.length > 0) {
    await seedRepository({
      forge,
      files: entries.map(([path, content]) => ({
        path,
        content: Buffer.isBuffer(content) ? content : Buffer.from(content),
        executable: false,
      })),
    });
  }
  return {
    forge,
    directory,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
