import {
  FoundPassage,
  KnowledgeService,
} from '@zerotouch/plugin-knowledge-node';
import { LegoWish } from './findLego';
import { withoutCode } from './quote';

const CANDIDATES = 12;
const PATTERN_PASSAGES = 2;

/** Finds what the docs say about adding or changing a lego; its specification comes first. */
export async function findPattern(
  knowledge: KnowledgeService,
  options: { question: string; wish: LegoWish; title: string },
): Promise<FoundPassage[]> {
  const { question, title } = options;
  const { verb, kind } = options.wish;
  const queries =
    verb === 'add'
      ? [`How do I add a ${title}?`, `${kind} ${title}`]
      : [question, `Fields of ${kind} ${title}`];
  const found = await Promise.all(
    queries.map(query => knowledge.search({ query, limit: CANDIDATES })),
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
