import {
  FoundPassage,
  KnowledgeService,
} from '@zerotouch/plugin-knowledge-node';
import { AnswerPart } from './Answer';
import { Legos } from './Legos';
import { answerAboutLego } from './answerAboutLego';
import { answerFromDocs, introduce, isAboutConsultant } from './answerFromDocs';
import { LegoWish, findLego, findNames } from './findLego';
import { withoutCode } from './quote';

const PASSAGES = 3;
const CANDIDATES = 12;
const PATTERN_PASSAGES = 2;

/**
 * Answers questions from the docs and the legos of the platform, without a model.
 *
 * @remarks What it does follows from the person's question alone. Documents and examples are data: they are quoted,
 * and nothing in them makes it act.
 */
export class Consultant {
  readonly #knowledge: KnowledgeService;
  readonly #legos: Legos;
  readonly #now: () => Date;

  private constructor(options: ConsultantOptions) {
    this.#knowledge = options.knowledge;
    this.#legos = options.legos;
    this.#now = options.now;
  }

  static create(options: ConsultantOptions): Consultant {
    return new Consultant(options);
  }

  /** Yields the parts of an answer. @throws ServiceUnavailableError when the repository cannot be read. */
  async *answer(question: string): AsyncGenerator<AnswerPart> {
    const started = this.#now().getTime();
    const legos = await this.#legos.list();
    const kinds = legos.map(({ kind }) => kind);
    if (isAboutConsultant(question)) {
      yield* introduce(kinds);
      return;
    }
    const wish = findLego(question, kinds);
    const lego = legos.find(({ kind }) => kind === wish?.kind);
    if (wish && lego) {
      yield {
        type: 'status',
        text: `Preparing a claim of kind ${lego.kind}`,
      };
      const tenants = await this.#legos.listTenants();
      yield* answerAboutLego({
        question,
        wish,
        lego,
        names: findNames(question, tenants),
        passages: await this.#findPattern(question, wish, lego.title),
        durationMs: this.#now().getTime() - started,
      });
      return;
    }
    yield { type: 'status', text: 'Searching the docs' };
    const passages = await this.#knowledge.search({
      query: question,
      limit: PASSAGES,
    });
    yield* answerFromDocs(question, passages);
  }

  /** Finds what the docs say about adding or changing the lego; its specification comes first. */
  async #findPattern(
    question: string,
    { verb, kind }: LegoWish,
    title: string,
  ) {
    const queries =
      verb === 'add'
        ? [`How do I add a ${title}?`, `${kind} ${title}`]
        : [question, `Fields of ${kind} ${title}`];
    const found = await Promise.all(
      queries.map(query =>
        this.#knowledge.search({ query, limit: CANDIDATES }),
      ),
    );
    const lists = found.map(list =>
      list.filter(passage => isPattern(passage, kind, title)),
    );
    const ordered = [...lists.map(([best]) => best), ...lists.flat()];
    const passages = [
      ...new Map(
        ordered.filter(Boolean).map(passage => [passage.id, passage]),
      ).values(),
    ];
    const specs = passages.filter(({ path }) => path.startsWith('docs/specs/'));
    const others = passages.filter(passage => !specs.includes(passage));
    return [...specs, ...others].slice(0, PATTERN_PASSAGES);
  }
}

/** Whether a passage is about the lego by its title or heading, and says something beside code. */
function isPattern(
  { heading, text, title: page }: FoundPassage,
  kind: string,
  title: string,
): boolean {
  const place = `${page} ${heading}`.toLowerCase();
  return (
    withoutCode(text) !== '' &&
    [kind, kind.slice(1), title].some(name =>
      place.includes(name.toLowerCase()),
    )
  );
}

/** Options of {@link Consultant.create}. */
export interface ConsultantOptions {
  knowledge: KnowledgeService;
  legos: Legos;
  now: () => Date;
}
