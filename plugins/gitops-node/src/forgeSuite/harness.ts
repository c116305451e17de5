import { Author, Proposal } from '@zerotouch/plugin-gitops-common';
import { CreateProposalOptions, GitForge } from '../GitForge';

/** One repository under test. */
export interface ForgeHarness {
  forge: GitForge;
  /** Another instance on the same repository, as another process would have it. */
  another(): Promise<GitForge>;
  /** Ends everything and removes the repository. */
  remove(): Promise<void>;
}

/** Makes a forge whose main holds the given files. */
export type CreateForge = (
  files: Record<string, string | Buffer>,
) => Promise<ForgeHarness>;

/** Who opens and decides in most tests. */
export const founder: Author = { ref: 'user:default/founder', kind: 'human' };
/** A second person. */
export const other: Author = { ref: 'user:default/ana', kind: 'human' };
/** An agent that acts for the founder. */
export const agent: Author = {
  ref: 'user:agents/sre',
  kind: 'agent',
  onBehalfOf: 'user:default/founder',
};

/** A second after the epoch of no repository: a well-formed SHA that names nothing. */
export const UNKNOWN_SHA = 'deadbeef'.repeat(5);

/** What main holds in most tests. */
export const FILES = {
  'README.md': '# Platform\n',
  'tenants/acme/tenant.yaml': 'kind: XTenant\n',
  'tenants/acme/orders/xpostgres.yaml': 'kind: XPostgres\nsize: small\n',
};

let requests = 0;

/** A request to open a proposal that adds one file. */
export function request(
  overrides: Partial<CreateProposalOptions> = {},
): CreateProposalOptions {
  requests++;
  return {
    requestId: `request-${requests}`,
    title: `Add cache ${requests}`,
    body: 'For the shop.',
    author: founder,
    changes: [
      {
        path: `tenants/acme/cache-${requests}/xdragonfly.yaml`,
        content: `kind: XDragonfly\nname: cache-${requests}\n`,
      },
    ],
    ...overrides,
  };
}

/** Waits, as with GitHub, until the forge knows whether a proposal can be merged. */
export async function settled(
  forge: GitForge,
  number: number,
): Promise<Proposal> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const proposal = await forge.getProposal(number);
    if (proposal.mergeable !== null) return proposal;
  }
  throw new Error(`Proposal ${number} never said whether it can be merged.`);
}

/** Keeps one harness a test and removes it afterwards. */
export function useForge(createForge: CreateForge) {
  let harness: ForgeHarness | undefined;
  afterEach(async () => {
    await harness?.remove();
    harness = undefined;
  });
  return async (files: Record<string, string | Buffer> = FILES) => {
    harness = await createForge(files);
    return harness;
  };
}

/** The name of the error that a promise rejects with. */
export async function errorName(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    error => String(error.name),
  );
}
