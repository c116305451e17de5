/** What a person wants to do with a lego. */
export interface LegoWish {
  verb: 'add' | 'change';
  kind: string;
}

/** People's words for each kind, most telling first; a kind of the platform that is not here is found by its own name. */
const wordsOfKinds: Record<string, RegExp> = {
  XDragonfly: /\b(dragonfly|redis|valkey|memcached|cach(e|es|ing))\b/,
  XPostgres: /\b(postgres(ql)?|pg|psql|sql|mysql|databases?|dbs?)\b/,
  XEventDrivenService:
    /\b((event|queue)[- ]driven|workers?|consumers?|background (jobs?|services?))\b/,
  XEventStream:
    /\b(event ?streams?|streams?|queues?|nats|jetstream|kafka|topics?)\b/,
  XAgent: /\b(agents?|kagent)\b/,
  XWebService:
    /\b(web ?(services?|sites?|apps?|applications?)|services?|apis?|http|backends?|frontends?|applications?|apps?|microservices?)\b/,
  XTenant: /\b(tenants?|teams?|namespaces?)\b/,
};

const addVerbs =
  /\b(add|create|new|set ?up|deploy|provision|order|request|make an?|spin up|launch|want an?|need an?|(?:i|we) (?:need|want)|get an?|build an?|introduce|own)\b/;
const changeVerbs =
  /\b(change|update|modify|edit|resize|scale|grow|enlarge|increase|decrease|reduce|upgrade|configure|bigger|smaller|larger)\b/;
/** Something that goes wrong or is undone is a question for the runbooks, not for a template. */
const otherWork =
  /\b(restor\w*|recover\w*|fail\w*|error\w*|broken|crash\w*|delet\w*|remov\w*|retir\w*|debug\w*|fix\w*|backups?|back up|back|monitor\w*|alert\w*|connect\w*|migrat\w*|slow|down|lost|losing|full|why|protect\w*|approv\w*|merg\w*|incident\w*|password\w*|credential\w*|logs?|metrics?|status|upgrading the platform)\b/;
/** Adding something to a lego that is there changes it; the lego is one of the next two words. */
const addition = /\bto (?:my|our|the|an existing) (\S+(?: \S+)?)/;

/**
 * Reads from a question which lego a person wants to add or change.
 *
 * @param kinds - The kinds that the platform offers.
 * @returns undefined when the question is about something else.
 */
export function findLego(
  question: string,
  kinds: string[],
): LegoWish | undefined {
  const plain = question
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
  if (otherWork.test(plain)) return undefined;
  const named = kinds.find(kind =>
    new RegExp(`\\b${kind.toLowerCase()}\\b`).test(plain),
  );
  const change = changeVerbs.exec(plain);
  const add = addVerbs.exec(plain);
  if (!change && !add) return undefined;
  const described = Object.keys(wordsOfKinds).filter(
    kind => kinds.includes(kind) && wordsOfKinds[kind].test(plain),
  );
  const kind = named ?? described[0];
  if (!kind) return undefined;
  const target = addition.exec(plain)?.[1] ?? '';
  const changes =
    wordsOfKinds[kind]?.test(target) ||
    (change && !(add && add.index < change.index));
  const verb = changes ? 'change' : 'add';
  return { verb, kind };
}

/** Reads from a question a name and a tenant for the claim, as far as they are said. */
export function findNames(
  question: string,
  tenants: string[],
): { name?: string; tenant?: string } {
  const name =
    /\b(?:called|named|name)\s+["'`“]?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\b/i.exec(
      question,
    )?.[1];
  const words = new Set(question.toLowerCase().split(/[^a-z0-9]+/));
  return {
    name: name && name.length <= 40 ? name.toLowerCase() : undefined,
    tenant: tenants.find(tenant => words.has(tenant)),
  };
}
