import { promptPage } from '@zerotouch/compositions';
import { Check } from './Check';

/** Agents that take their prompt from the docs find it there. */
export const checkPrompts: Check = {
  id: 'prompt-page',
  promise:
    'Every agent whose prompt comes from the docs has its page at docs/agents/<tenant>/<configMap>/<key>.',
  run: ({ tree, repository }) =>
    tree.claims.flatMap(parsed => {
      const page = promptPage(parsed);
      return page === undefined || repository.exists(page)
        ? []
        : [
            {
              rule: 'prompt-page',
              severity: 'error' as const,
              file: parsed.path,
              ...parsed.locate('/spec/promptFrom/key'),
              message: `There is no page "${page}" with the prompt of this agent; write it, then run "npm run zt -- generate".`,
            },
          ];
    }),
};
