import { IndexedPassage } from '../markdown/chunkMarkdown';
import { Term, toTerm, tokenize } from './terms';

/** How sure a way of matching is, 0..1. */
const certainty = { exact: 1, synonym: 0.75, similar: 0.6 };

/** A passage must cover this share of a question, weighted by how telling its words are. */
const enough = 0.5;
/** A long question fits by this share already, when at least {@link severalWords} words of it are there. */
const enoughOfMany = 0.34;
const severalWords = 3;

/**
 * Judges how much of a question a found passage covers, so that an off-topic question finds nothing.
 *
 * @remarks
 * Every word of the question weighs by its inverse document frequency; a word that no document contains weighs as much
 * as the rarest.
 * "What is the capital of France?" shares no telling word with the documents and is turned away, although a search
 * engine always finds the least bad passage.
 */
export class Coverage {
  readonly #frequencies: Map<string, number>;
  readonly #passages: number;

  private constructor(frequencies: Map<string, number>, passages: number) {
    this.#frequencies = frequencies;
    this.#passages = passages;
  }

  static create(passages: IndexedPassage[]): Coverage {
    const frequencies = new Map<string, number>();
    for (const { title, heading, text, path, keywords } of passages) {
      const words = tokenize(`${title} ${heading} ${path} ${keywords} ${text}`);
      const tokens = new Set(words.flatMap(word => toTerm(word)?.tokens ?? []));
      for (const token of tokens) {
        frequencies.set(token, (frequencies.get(token) ?? 0) + 1);
      }
    }
    return new Coverage(frequencies, passages.length);
  }

  /**
   * Returns the covered share of a question, 0..1, and whether it is enough to answer from.
   *
   * @param result.queryTerms - Tokens of the question that the passage matched.
   * @param result.terms - Tokens of the passage that they matched.
   */
  of(
    terms: Term[],
    result: { queryTerms: string[]; terms: string[] },
  ): { share: number; fits: boolean } {
    const asked = new Set(result.queryTerms);
    const present = new Set(result.terms);
    let total = 0;
    let covered = 0;
    let words = 0;
    for (const term of terms) {
      const weight = this.#weigh(term);
      total += weight;
      const sure = matchCertainty(term, asked, present);
      covered += weight * sure;
      if (sure >= certainty.synonym) words += 1;
    }
    const share = total === 0 ? 0 : covered / total;
    return {
      share,
      fits: share >= enough || (words >= severalWords && share >= enoughOfMany),
    };
  }

  #weigh(term: Term): number {
    const frequency = Math.max(
      ...term.tokens.map(token => this.#frequencies.get(token) ?? 0),
    );
    return Math.log(1 + this.#passages / (1 + Math.max(frequency, 1)));
  }
}

function matchCertainty(
  term: Term,
  asked: Set<string>,
  present: Set<string>,
): number {
  const matched = term.tokens.filter(token => asked.has(token));
  if (matched.length === 0) return 0;
  const exact = matched.filter(token => present.has(token));
  if (exact.some(token => !token.startsWith('@'))) return certainty.exact;
  return exact.length > 0 ? certainty.synonym : certainty.similar;
}
