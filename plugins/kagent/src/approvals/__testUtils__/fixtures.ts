import type { FileChange, Proposal } from '@zerotouch/plugin-gitops-common';
import type { WaitingApproval } from '@zerotouch/plugin-kagent-common';

/** Gives a SHA of one repeated digit, for tests. */
export function shaOf(digit: string): string {
  return digit.repeat(40).slice(0, 40);
}

/** A changed file for tests. */
export const storageChange: FileChange = {
  path: 'tenants/acme/orders-db/xpostgres.yaml',
  status: 'modified',
  additions: 1,
  deletions: 1,
  patch:
    '@@ -4,4 +4,4 @@\n metadata:\n   name: orders-db\n spec:\n-  storageGB: 20\n+  storageGB: 40\n',
};

/** An open proposal for tests. */
export function createProposal(overrides: Partial<Proposal> = {}): Proposal {
  return {
    number: 42,
    title: 'Raise orders-db storage 20 to 40 GB',
    author: { ref: 'user:agents/sre', kind: 'agent' },
    baseSha: shaOf('b'),
    headSha: shaOf('a'),
    state: 'open',
    createdAt: '2026-03-10T11:56:00.000Z',
    updatedAt: '2026-03-10T11:56:00.000Z',
    checksState: 'success',
    tenants: ['acme'],
    body: 'The volume fills in **three days**.',
    files: [storageChange],
    checks: [
      {
        name: 'validate',
        status: 'success',
        summary: 'Every claim is valid.',
        details: [],
      },
    ],
    comments: [],
    mergeable: true,
    conflicts: [],
    ...overrides,
  };
}

/** A tool call that an agent waits with, for tests. */
export const waitingScale: WaitingApproval = {
  conversationId: 'c1',
  title: 'Why is web slow?',
  agent: 'cluster:kagent/sre',
  approvalId: 'p1',
  digest: 'd'.repeat(64),
  requestedAt: '2026-03-10T11:50:00.000Z',
  calls: [
    {
      toolCallId: 't1',
      toolName: 'scale_deployment',
      input: { name: 'web', replicas: 3 },
    },
  ],
};
