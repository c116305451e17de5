import { NotFoundError } from '@backstage/errors';
import { Proposal } from '@zerotouch/plugin-gitops-common';
import { GitForge, TextFile } from '@zerotouch/plugin-gitops-node';

/** The reading half of a forge over a plain record of files. */
export function createMemoryForge(
  files: Record<string, string>,
  proposals: Proposal[] = [],
): Pick<
  GitForge,
  'getHead' | 'getProposal' | 'listFiles' | 'readFile' | 'readFiles'
> {
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
    async getProposal(number) {
      const proposal = proposals.find(item => item.number === number);
      if (!proposal) throw new NotFoundError(`No proposal ${number}`);
      return proposal;
    },
    async readFile({ path }) {
      const file = read().find(item => item.path === path);
      if (!file) throw new NotFoundError(`No file ${path}`);
      return file;
    },
    getHead: async () => 'a'.repeat(40),
    listFiles: async options => read(options?.prefix),
    readFiles: async options =>
      read(options?.prefix).filter(
        ({ path }) => !options?.paths || options.paths.includes(path),
      ),
  };
}
