import { Gitops } from './startGitops';

let count = 0;

/** A request that writes files; `null` removes one. */
export function toRequest(
  files: Record<string, string | null>,
  overrides: object = {},
) {
  count += 1;
  return {
    requestId: `test-${count}`,
    title: 'Change something',
    changes: Object.entries(files).map(([path, content]) => ({
      path,
      content,
    })),
    ...overrides,
  };
}

/** Opens a proposal as the founder and returns it. */
export async function propose(
  gitops: Gitops,
  files: Record<string, string | null>,
  overrides: object = {},
): Promise<{ number: number; headSha: string; baseSha: string }> {
  const response = await gitops.post('/proposals', toRequest(files, overrides));
  if (response.status !== 201) {
    throw new Error(JSON.stringify(response.body));
  }
  return response.body;
}
