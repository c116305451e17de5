import { NotFoundError, ResponseError } from '@backstage/errors';
import type {
  ClaimSummary,
  ForgeStatus,
  GitopsApi,
  Proposal,
} from '@zerotouch/plugin-gitops-common';
import { shaOf } from './fixtures';
import { toSummary } from '../toSummary';

/** Gives the error that the client throws for an answer of the server, for tests. */
export function responseError(
  status: number,
  name: string,
  message: string,
): Promise<ResponseError> {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name, message },
        response: { statusCode: status },
      }),
      { status, headers: { 'Content-Type': 'application/json' } },
    ),
  );
}

/** A gitops backend in memory, for tests: it keeps the rules of trust that a person can run into. */
export class FakeGitops implements Partial<GitopsApi> {
  readonly proposals = new Map<number, Proposal>();
  readonly calls: unknown[][] = [];
  claims: ClaimSummary[] = [];
  /** Set to make every read fail. */
  failure?: Error;

  constructor(...proposals: Proposal[]) {
    for (const proposal of proposals) {
      this.proposals.set(proposal.number, proposal);
    }
  }

  change(number: number, overrides: Partial<Proposal>): Proposal {
    const next = { ...this.#get(number), ...overrides };
    this.proposals.set(number, next);
    return next;
  }

  forge: ForgeStatus = { type: 'local', state: 'ok', message: '' };
  async getForge(): Promise<ForgeStatus> {
    return this.forge;
  }
  async listProposals(query: { state?: string } = {}) {
    if (this.failure) throw this.failure;
    return {
      items: [...this.proposals.values()]
        .filter(proposal => !query.state || proposal.state === query.state)
        .sort((a, b) => b.number - a.number)
        .map(toSummary),
    };
  }
  async getProposal(number: number) {
    if (this.failure) throw this.failure;
    return this.#get(number);
  }
  async mergeProposal(
    number: number,
    request: { headSha: string },
    options: { forgeToken?: string } = {},
  ) {
    const { forgeToken } = options;
    this.calls.push(
      forgeToken
        ? ['merge', number, request, { forgeToken }]
        : ['merge', number, request],
    );
    const { headSha } = this.#get(number);
    if (headSha !== request.headSha) {
      throw await responseError(
        409,
        'ApprovalStaleError',
        `Proposal ${number} changed since you opened it.`,
      );
    }
    const mergeSha = shaOf('e');
    this.change(number, { state: 'merged', mergeSha, decision: decide('') });
    return { mergeSha };
  }
  async closeProposal(number: number, request: { reason: string }) {
    this.calls.push(['close', number, request]);
    return this.change(number, {
      state: 'closed',
      decision: decide(request.reason),
    });
  }
  async updateProposal(number: number) {
    this.calls.push(['update', number]);
    return this.change(number, {
      headSha: shaOf('d'),
      mergeable: true,
      conflicts: [],
    });
  }
  async revertProposal(number: number) {
    this.calls.push(['revert', number]);
    const old = this.#get(number);
    const revert: Proposal = {
      ...old,
      number: number + 1,
      title: `Revert "${old.title}"`,
      state: 'open',
      headSha: shaOf('f'),
      decision: undefined,
      mergeSha: undefined,
    };
    this.proposals.set(revert.number, revert);
    return revert;
  }
  async commentProposal(number: number, request: { body: string }) {
    this.calls.push(['comment', number, request]);
    return this.change(number, {
      comments: [
        {
          id: '1',
          author: decide('').by,
          body: request.body,
          kind: 'comment',
          createdAt: new Date().toISOString(),
        },
      ],
    });
  }
  async listCommits() {
    return {
      items: [
        {
          sha: shaOf('9'),
          title: 'Merge #41 resize cache',
          authorName: 'Founder',
          approvedBy: 'user:default/founder',
          committedAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
        },
      ],
    };
  }
  async listClaims() {
    return { sha: shaOf('e'), items: this.claims };
  }

  #get(number: number): Proposal {
    const proposal = this.proposals.get(number);
    if (!proposal) throw new NotFoundError(`No proposal ${number}`);
    return proposal;
  }
}

function decide(reason: string) {
  return {
    by: { ref: 'user:default/founder', kind: 'human' as const },
    at: new Date().toISOString(),
    reason,
  };
}
