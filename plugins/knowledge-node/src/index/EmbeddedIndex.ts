import MiniSearch from 'minisearch';
import { FoundPassage, KnowledgeIndex } from '../KnowledgeIndex';
import { IndexedPassage } from '../markdown/chunkMarkdown';
import { Document, toPassages } from '../sources/toPassages';
import { checkLimit } from './checkLimit';
import { Coverage } from './Coverage';
import { toTerm, tokenize } from './terms';

const fields = ['title', 'heading', 'text', 'path', 'keywords'];

/**
 * Keeps all passages in memory and finds them by their words; needs no service and no model.
 *
 * @remarks
 * Ranking is BM25+ over title, heading, text, path, and the alerts and kinds of the front matter. A word matches by its stem, by a synonym, as a prefix from
 * four letters on, and with a typing error from five letters on (two from eight on). Passages that cover too little of the question
 * are not given at all, see {@link Coverage}: an empty answer means that the documents do not speak of it.
 */
export class EmbeddedIndex implements KnowledgeIndex {
  readonly #search: MiniSearch<IndexedPassage>;
  readonly #passages = new Map<string, IndexedPassage>();
  #coverage = Coverage.create([]);

  private constructor() {
    this.#search = new MiniSearch<IndexedPassage>({
      fields,
      tokenize,
      processTerm: word => toTerm(word)?.tokens,
      searchOptions: {
        boost: { title: 4, heading: 3, path: 1.5 },
        prefix: token => token.length >= 4 && !token.startsWith('@'),
        fuzzy: token => token.length >= 5 && !token.startsWith('@') && 0.2,
        maxFuzzy: 2,
        weights: { prefix: 0.3, fuzzy: 0.3 },
        boostTerm: token => (token.startsWith('@') ? 0.4 : 1),
      },
    });
  }

  /** Creates an empty index. */
  static create(): EmbeddedIndex {
    return new EmbeddedIndex();
  }

  async search(options: {
    query: string;
    limit: number;
  }): Promise<FoundPassage[]> {
    const { query, limit } = options;
    checkLimit(limit);
    const terms = tokenize(query).flatMap(word => toTerm(word) ?? []);
    if (terms.length === 0) return [];
    const found: FoundPassage[] = [];
    for (const result of this.#search.search(query)) {
      const passage = this.#passages.get(result.id);
      const covered = this.#coverage.of(terms, result);
      if (passage && covered.fits) {
        const { keywords: _, ...rest } = passage;
        found.push({ ...rest, score: result.score * covered.share });
      }
    }
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
  }

  async replaceAll(
    documents: Document[],
  ): Promise<{ written: number; deleted: number }> {
    const next = new Map(
      toPassages(documents).map(passage => [passage.id, passage]),
    );
    const gone = [...this.#passages.keys()].filter(id => !next.has(id));
    const changed = [...next.values()].filter(
      passage => !isSame(passage, this.#passages.get(passage.id)),
    );
    for (const id of gone) {
      this.#search.discard(id);
      this.#passages.delete(id);
    }
    for (const passage of changed) {
      if (this.#passages.has(passage.id)) this.#search.discard(passage.id);
      this.#search.add(passage);
      this.#passages.set(passage.id, passage);
    }
    if (gone.length + changed.length > 0) {
      this.#coverage = Coverage.create([...this.#passages.values()]);
    }
    return { written: changed.length, deleted: gone.length };
  }
}

function isSame(
  passage: IndexedPassage,
  known: IndexedPassage | undefined,
): boolean {
  return (
    known !== undefined &&
    passage.title === known.title &&
    passage.heading === known.heading &&
    passage.text === known.text &&
    passage.keywords === known.keywords
  );
}
