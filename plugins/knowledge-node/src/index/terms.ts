/** Words that carry no topic. */
const stopWords = new Set(
  `a about above actually after again all also am an and any are as at be because been before being but by can cannot
  could did do does doing don done down each else even ever every few first for from further get gets getting give go
  got had has have having he help her here hi hello him his how however i if im in into is isn it its itself just know
  let like ll many may me might more most much must my myself need needs no nor not now of off on once one only or
  other our ours out over own please re same say see shall she should show so some such tell than thank thanks that
  the their them then there these they thing things this those through to too under until up us use used using ve very
  via want wants was we well were what whats when where whether which while who whom whose why will with within without
  won would yes yet you your yours people person somebody someone anybody live lives many often good best`.split(
    /\s+/,
  ),
);

/**
 * Words that people use for the same thing, lower case and stemmed by {@link stem}.
 *
 * @remarks A word of a group is found by any other word of it, with less weight than by itself. Keep groups narrow:
 * a word in a broad group answers questions it does not fit.
 */
const synonymGroups: readonly (readonly string[])[] = [
  [
    'postgres',
    'postgresql',
    'pg',
    'psql',
    'cnpg',
    'cloudnativepg',
    'database',
    'db',
    'rdbms',
    'sql',
    'mysql',
  ],
  ['dragonfly', 'redis', 'cache', 'valkey', 'memcached', 'caching'],
  ['backup', 'snapshot', 'archive'],
  ['restore', 'recover', 'recovery', 'pitr', 'undo', 'rollback', 'revert'],
  [
    'delete',
    'remove',
    'drop',
    'destroy',
    'retire',
    'decommission',
    'erase',
    'deletion',
    'removal',
  ],
  [
    'create',
    'add',
    'new',
    'make',
    'provision',
    'setup',
    'request',
    'order',
    'deploy',
    'launch',
  ],
  ['change', 'modify', 'edit', 'update', 'alter'],
  ['secret', 'password', 'credential', 'token', 'passwd'],
  ['alert', 'alarm', 'page', 'paging', 'notification', 'pager'],
  ['approve', 'approval', 'merge', 'accept', 'review'],
  ['proposal', 'pr', 'pullrequest', 'mr'],
  ['webservice', 'website', 'webapp', 'http', 'web'],
  ['kubernetes', 'k8s', 'cluster'],
  ['argocd', 'argo', 'gitops', 'sync'],
  [
    'event',
    'queue',
    'nats',
    'jetstream',
    'kafka',
    'message',
    'stream',
    'messaging',
  ],
  ['storage', 'disk', 'volume', 'disc', 'pvc', 'space'],
  [
    'resize',
    'scale',
    'grow',
    'bigger',
    'larger',
    'enlarge',
    'big',
    'large',
    'expand',
    'increase',
    'size',
  ],
  ['install', 'bootstrap', 'setup', 'start', 'begin'],
  ['tenant', 'team', 'customer', 'namespace'],
  ['secretstore', 'externalsecret', 'eso', 'vault'],
  ['error', 'failure', 'fail', 'broken', 'crash', 'failing', 'stuck'],
  ['monitoring', 'prometheus', 'metric', 'observability', 'grafana'],
  ['agent', 'kagent', 'assistant', 'bot', 'ai'],
  ['decision', 'adr'],
  ['isolate', 'separate', 'apart', 'isolation', 'separation'],
  ['login', 'signin', 'sso', 'auth', 'authentication'],
];

const conceptsOfWord = new Map<string, string[]>();
for (const group of synonymGroups) {
  for (const word of group) {
    const concepts = conceptsOfWord.get(stem(word)) ?? [];
    conceptsOfWord.set(stem(word), [...concepts, `@${group[0]}`]);
  }
}

/** A word of a question with the tokens that find it: itself, and `@concept` for each group of synonyms. */
export interface Term {
  word: string;
  tokens: string[];
}

/** Splits text into lower-case words without accents; `XPostgres` also gives `postgres`, `pull request` one word. */
export function tokenize(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/\bpull[- ]requests?\b/g, 'pullrequest')
    .replace(/\bweb[- ](service|site|app)/g, 'web$1')
    .replace(/\bsign(ing)?[- ]in\b/g, 'signin')
    .replace(/\bset(ting)?[- ]up\b/g, 'setup')
    .replace(/\bargo[- ]?cd\b/g, 'argocd')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * Turns a word into its index tokens; none for a word without a topic.
 *
 * @remarks Light on purpose: plural, `-ing` and `-ed` endings are cut, the `X` before the kind of a lego is optional.
 */
export function toTerm(word: string): Term | undefined {
  if (stopWords.has(word) || (word.length < 2 && !/\d/.test(word))) {
    return undefined;
  }
  const base = stem(word);
  const kind = /^x(postgr|dragonfl|tenant|agent|webservic|event)/.test(base)
    ? [base.slice(1)]
    : [];
  const concepts = [base, ...kind].flatMap(
    token => conceptsOfWord.get(token) ?? [],
  );
  return { word: base, tokens: [...new Set([base, ...kind, ...concepts])] };
}

/** Cuts common English endings, so that `restores`, `restored` and `restoring` meet. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let cut = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1');
  const ending = /(ing|ed)$/.exec(cut);
  if (ending && /[aeiouy]/.test(cut.slice(0, ending.index)) && ending.index > 2)
    cut = cut.slice(0, ending.index).replace(/([^aeiouls])\1$/, '$1');
  return cut.length > 4 ? cut.replace(/e$/, '') : cut;
}
