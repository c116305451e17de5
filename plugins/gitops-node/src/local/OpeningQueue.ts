import { toError } from '@backstage/errors';
import { GitObject } from '../git/gitObjects';
import { RefMovedError, RefStep } from '../git/GitRefStore';
import { WriterMutex } from '../mutex/WriterMutex';
import {
  ProposalReader,
  ProposalSnapshot,
  StoredProposal,
} from './ProposalReader';
import { Repository } from './Repository';

const ATTEMPTS = 5;

/** A proposal that is decided and not written yet. */
export interface NewProposal {
  state: StoredProposal;
  objects: GitObject[];
  steps: RefStep[];
}

/** Decides how a proposal is opened, with those before it in view; `undefined` when it is there already. */
export type DecideOpening = (
  snapshot: ProposalSnapshot,
) => Promise<NewProposal | undefined>;

interface Waiting {
  decide: DecideOpening;
  resolve(): void;
  reject(error: Error): void;
}

/** Options of {@link OpeningQueue.create}. */
export interface OpeningQueueOptions {
  repository: Repository;
  reader: ProposalReader;
  mutex: WriterMutex;
}

/**
 * Opens proposals that are asked for at the same time together: one look at the refs, one write of objects, one move of refs.
 *
 * @remarks
 * Openings touch refs of their own only, so they cannot hinder each other; one that is refused leaves the others alone. A kill in
 * between leaves some open and some not, as with one after the other.
 */
export class OpeningQueue {
  readonly #options: OpeningQueueOptions;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  static create(options: OpeningQueueOptions): OpeningQueue {
    return new OpeningQueue(options);
  }

  private constructor(options: OpeningQueueOptions) {
    this.#options = options;
  }

  /** Opens one proposal, together with others that wait. */
  async open(decide: DecideOpening): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ decide, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  async #work(): Promise<void> {
    try {
      // Whoever comes while the mutex is waited for is taken along.
      while (this.#waiting.length > 0) {
        await this.#options.mutex.run(() => this.#openAll(this.#take()));
      }
    } catch (error) {
      for (const { reject } of this.#take()) reject(toError(error));
    } finally {
      this.#working = undefined;
    }
  }

  #take(): Waiting[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  async #openAll(all: Waiting[]): Promise<void> {
    let waiting = all;
    for (let attempt = 1; waiting.length > 0; attempt++) {
      const { accepted, proposals } = await this.#decide(waiting);
      try {
        await this.#write(proposals);
        accepted.forEach(({ resolve }) => resolve());
        return;
      } catch (error) {
        waiting = accepted;
        if (!(error instanceof RefMovedError) || attempt === ATTEMPTS) {
          accepted.forEach(({ reject }) => reject(toError(error)));
          return;
        }
      }
    }
  }

  async #decide(
    waiting: Waiting[],
  ): Promise<{ accepted: Waiting[]; proposals: NewProposal[] }> {
    const accepted: Waiting[] = [];
    const proposals: NewProposal[] = [];
    let snapshot: ProposalSnapshot | undefined;
    for (const one of waiting) {
      try {
        snapshot ??= await this.#options.reader.snapshot();
        const proposal = await one.decide(snapshot);
        if (proposal) {
          proposals.push(proposal);
          snapshot = {
            ...snapshot,
            proposals: [proposal.state, ...snapshot.proposals],
          };
        }
        accepted.push(one);
      } catch (error) {
        one.reject(toError(error));
      }
    }
    return { accepted, proposals };
  }

  async #write(proposals: NewProposal[]): Promise<void> {
    if (proposals.length === 0) return;
    const { objects, refs } = this.#options.repository;
    await objects.write(proposals.flatMap(proposal => proposal.objects));
    await refs.transact(proposals.flatMap(proposal => proposal.steps));
  }
}
