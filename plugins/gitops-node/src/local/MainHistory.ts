import { findMergeTrailers } from '../proposals/mergeMessage';
import { Repository } from './Repository';

/** A merge that main contains. */
export interface MainMerge {
  mergeSha: string;
  headSha: string;
  /** Main before the merge. */
  mainSha: string;
  /** Entity ref. */
  approvedBy: string;
  at: Date;
}

const FORMAT = '--format=tformat:%H%x00%P%x00%ct%x00%B';
const FIELDS = 4;

/**
 * Knows which proposals main contains, by the trailers of its merge commits.
 *
 * @remarks Main is the only witness of a merge. What was read is kept by main's SHA; a moved main costs its new commits only.
 */
export class MainHistory {
  readonly #repository: Repository;
  #known: { sha: string; merges: ReadonlyMap<number, MainMerge> } | undefined;

  static create(options: { repository: Repository }): MainHistory {
    return new MainHistory(options.repository);
  }

  private constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** The merges in `mainSha`'s first-parent history, by proposal number. */
  async mergesAt(mainSha: string): Promise<ReadonlyMap<number, MainMerge>> {
    const known = this.#known;
    if (known?.sha === mainSha) return known.merges;
    const continues =
      known !== undefined &&
      (await this.#repository.findMergeBase(known.sha, mainSha)) === known.sha;
    const merges = await this.#scan(
      continues ? `${known.sha}..${mainSha}` : mainSha,
      continues ? known.merges : new Map(),
    );
    this.#known = { sha: mainSha, merges };
    return merges;
  }

  async #scan(
    range: string,
    known: ReadonlyMap<number, MainMerge>,
  ): Promise<ReadonlyMap<number, MainMerge>> {
    const output = await this.#repository.git.text([
      'log',
      '-z',
      FORMAT,
      '--first-parent',
      '--merges',
      '--reverse',
      range,
      '--',
    ]);
    const fields = output.split('\0');
    const merges = new Map(known);
    for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
      const [mergeSha = '', parentList = '', seconds, message = ''] =
        fields.slice(at, at + FIELDS);
      const parents = parentList.split(' ');
      const trailers = findMergeTrailers({ parents, message });
      // The first merge of a number counts; a proposal is merged once.
      if (trailers && !merges.has(trailers.number)) {
        merges.set(trailers.number, {
          mergeSha,
          headSha: trailers.headSha,
          mainSha: parents[0] ?? '',
          approvedBy: trailers.approvedBy,
          at: new Date(Number(seconds) * 1000),
        });
      }
    }
    return merges;
  }
}
