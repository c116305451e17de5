import { FakeAccount } from './FakeCall';

/** A comment or review. */
export interface FakeWords {
  id: number;
  user: FakeAccount;
  body: string;
  at: string;
  state: string;
  commitSha: string;
}

/** A pull request. */
export interface FakePull {
  number: number;
  title: string;
  body: string | null;
  user: FakeAccount;
  headRef: string;
  /** Follows the branch while open. */
  headSha: string;
  baseSha: string;
  state: 'open' | 'closed';
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergeSha: string | null;
  mergedBy: FakeAccount | null;
  merging: boolean;
  /** For which commits GitHub knows whether they merge; it works this out after it was asked. */
  known?: { key: string; mergeable: boolean };
  comments: FakeWords[];
  reviews: FakeWords[];
}

/** A result of a check. */
export interface FakeCheckRun {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
}

/** A commit status. */
export interface FakeStatus {
  context: string;
  state: string;
  description: string | null;
}

/** Everything of the fake that is not in Git. */
export interface FakeState {
  owner: string;
  repo: string;
  appId: number;
  appSlug: string;
  pulls: FakePull[];
  checkRuns: Map<string, FakeCheckRun[]>;
  statuses: Map<string, FakeStatus[]>;
  nextId(): number;
  /** Now, as GitHub writes it: in whole seconds. */
  now(): string;
  /** Makes a token of the App's installation. */
  issueToken(): string;
}
