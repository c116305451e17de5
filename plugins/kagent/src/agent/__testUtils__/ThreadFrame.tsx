import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { runbook } from './events';

/** The agent of the tests. */
export const agents = [
  {
    id: 'consultant',
    title: 'Consultant',
    description: '',
    runtime: 'embedded',
    health: 'healthy' as const,
  },
];
/** A passage of the docs that holds what `runbook` quotes. */
const passage = `Before that.\n\n${runbook.quote}\n\nThen wait.`;
const apis = [
  [discoveryApiRef, { getBaseUrl: async () => 'http://portal/api' }],
  [
    fetchApiRef,
    {
      fetch: async () =>
        new Response(
          JSON.stringify({ items: [{ ...runbook, text: passage }] }),
        ),
    },
  ],
  [
    gitopsApiRef,
    {
      getFile: async () => ({
        path: 'a.yaml',
        ref: 'main',
        content: 'size: 20Gi\n',
      }),
    },
  ],
] as const;

/** What a thread needs around it. */
export function ThreadFrame(props: { children: ReactNode }) {
  return (
    <TestApiProvider apis={apis}>
      <MemoryRouter>{props.children}</MemoryRouter>
    </TestApiProvider>
  );
}
