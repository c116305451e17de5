import { Finding } from '../Finding';
import { findDrift } from '../generated/findDrift';
import { Check } from './Check';

/** Files that follow from claims are as the claims ask for. */
export const checkGenerated: Check = {
  id: 'generated',
  promise:
    'Generated files, such as the Argo CD project of each tenant, are what the claims ask for; zt generate writes them.',
  run: ({ repository, tree, walk }) => {
    const { missing, leftOver } = findDrift({
      repository,
      tree,
      repoURL: walk.repoURL,
    });
    return [
      ...missing.map(({ path, content }) =>
        toFinding(
          path,
          firstDifference(
            repository.files.find(file => file.path === path)?.content,
            content,
          ),
          repository.exists(path)
            ? 'This file is generated, and differs from what the claims ask for; run "npm run zt -- generate".'
            : 'This generated file is missing; run "npm run zt -- generate".',
        ),
      ),
      ...leftOver.map(path =>
        toFinding(
          path,
          1,
          'No tenant needs this generated file any more; delete it.',
        ),
      ),
    ];
  },
};

function toFinding(file: string, line: number, message: string): Finding {
  return {
    rule: 'generated',
    severity: 'error',
    file,
    line,
    column: 1,
    message,
  };
}

/** The first line that differs, from 1. */
function firstDifference(present: string | undefined, wanted: string): number {
  const lines = present?.split('\n') ?? [];
  const index = wanted.split('\n').findIndex((line, at) => line !== lines[at]);
  return present === undefined ? 1 : Math.max(index, 0) + 1;
}
