import { GitForge, TextFile } from '@zerotouch/plugin-gitops-node';

/** The reading half of a forge over a plain record of files. */
export function createMemoryForge(
  files: Record<string, string>,
): Pick<GitForge, 'getHead' | 'listFiles' | 'readFiles'> {
  const read = (prefix?: string): TextFile[] =>
    Object.entries(files)
      .filter(([path]) => !prefix || path.startsWith(`${prefix}/`))
      .map(([path, content]) => ({
        path,
        content,
        size: content.length,
        blobSha: 'b'.repeat(40),
      }));
  return {
    getHead: async () => 'a'.repeat(40),
    listFiles: async options => read(options?.prefix),
    readFiles: async options =>
      read(options?.prefix).filter(
        ({ path }) => !options?.paths || options.paths.includes(path),
      ),
  };
}
