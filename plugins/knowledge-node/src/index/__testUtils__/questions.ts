/**
 * Questions in people's words, with the page of the docs (or the file of the platform) that answers each; synonyms, typing errors and
 * error messages included. Any listed page counts.
 */
export const questions: [question: string, ...pages: string[]][] = [
  ['How do I add a Dragonfly cache?', 'specs/add-a-dragonfly-cache'],
  ['I need redis for my sessions', 'specs/add-a-dragonfly-cache'],
  ['does the cache have a password', 'specs/add-a-dragonfly-cache'],
  ['how does my service connect to redis', 'specs/add-a-dragonfly-cache'],
  [
    'which fields does XDragonfly have',
    'specs/add-a-dragonfly-cache',
    'platform/04-apis/xdragonfly/definition.yaml',
  ],
  ['How do I create a database?', 'specs/add-a-postgresql-database'],
  ['new postgres instance for my app', 'specs/add-a-postgresql-database'],
  [
    'How do I delete a database?',
    'specs/add-a-postgresql-database',
    'specs/claim-repository',
  ],
  ['how often are database backups made', 'specs/add-a-postgresql-database'],
  [
    'what is DATABASE_URL',
    'specs/add-a-postgresql-database',
    'specs/add-a-web-service',
  ],
  ['quota of a postgresql database', 'specs/add-a-postgresql-database'],
  ['How do I deploy a web service?', 'specs/add-a-web-service'],
  ['make my website public on the internet', 'specs/add-a-web-service'],
  ['where do I put secrets for my service', 'specs/add-a-web-service'],
  ['can a web service scale to zero', 'specs/add-a-web-service'],
  ['custom hostname and certificate', 'specs/add-a-web-service'],
  ['environment variables of a web service', 'specs/add-a-web-service'],
  ['how do I restore a database', 'runbooks/restore-a-database-to-a-second'],
  [
    'point in time recovery of postgres',
    'runbooks/restore-a-database-to-a-second',
  ],
  [
    'somebody ran a wrong UPDATE and the data is gone',
    'runbooks/restore-a-database-to-a-second',
  ],
  ['Expected empty archive', 'runbooks/restore-a-database-to-a-second'],
  ['we lost the whole database', 'runbooks/restore-a-database-to-a-second'],
  ['disk full', 'runbooks/postgres-volume-filling-up'],
  ['the postgres volume is almost full', 'runbooks/postgres-volume-filling-up'],
  ['No space left on device', 'runbooks/postgres-volume-filling-up'],
  [
    'increase storage of my database',
    'runbooks/postgres-volume-filling-up',
    'specs/add-a-postgresql-database',
  ],
  ['the wal grows and grows', 'runbooks/postgres-volume-filling-up'],
  ['alert DragonflyMemoryHigh', 'runbooks/cache-evicts-keys'],
  ['redis out of memory', 'runbooks/cache-evicts-keys'],
  ['OOM command not allowed', 'runbooks/cache-evicts-keys'],
  ['users are logged out at random', 'runbooks/cache-evicts-keys'],
  ['dragonfly evicted keys', 'runbooks/cache-evicts-keys'],
  ['argo cd application out of sync', 'runbooks/application-does-not-sync'],
  ['aplication does not sync', 'runbooks/application-does-not-sync'],
  ['how do I pause an application', 'runbooks/application-does-not-sync'],
  [
    'resource is not permitted in project',
    'runbooks/application-does-not-sync',
  ],
  [
    'why can an agent not merge',
    'architecture/adr-0002-credentials-not-people',
    'architecture/index',
    'specs/claim-repository',
  ],
  ['what is four eyes', 'architecture/adr-0002-credentials-not-people'],
  ['is the guest login safe', 'architecture/adr-0002-credentials-not-people'],
  [
    'why is git the only writer',
    'architecture/adr-0001-git-is-the-only-writer',
  ],
  ['deletionPolicy Orphan', 'architecture/adr-0001-git-is-the-only-writer'],
  [
    'what happens when I delete the yaml file',
    'architecture/adr-0001-git-is-the-only-writer',
    'specs/claim-repository',
  ],
  ['where does a claim live in the repository', 'specs/claim-repository'],
  ['what may I call a claim', 'specs/claim-repository'],
  ['how do I retire a claim', 'specs/claim-repository'],
  ['broken yaml on main', 'specs/claim-repository'],
  ['what is a lego', 'index', 'architecture/index'],
  ['how do I change the handbook', 'index'],
  ['which layers does the platform have', 'architecture/index'],
  ['how are tenants isolated from each other', 'architecture/index'],
  ['rules of trust', 'architecture/index'],
  ['what sizes are there', 'specs/index'],
  ['PostgresBackupTooOld', 'runbooks/restore-a-database-to-a-second'],
  [
    'KubePersistentVolumeFillingUp fires',
    'runbooks/postgres-volume-filling-up',
  ],
  ['ArgoCdApplicationDegraded', 'runbooks/application-does-not-sync'],
  [
    'how long can I keep backups at most',
    'platform/04-apis/xpostgres/definition.yaml',
    'specs/add-a-postgresql-database',
  ],
  [
    'maxConnections of XPostgres',
    'platform/04-apis/xpostgres/definition.yaml',
    'specs/add-a-postgresql-database',
  ],
  [
    'field targetLSN',
    'platform/04-apis/xpostgres/definition.yaml',
    'runbooks/restore-a-database-to-a-second',
  ],
  [
    'who can enter a tenants namespace',
    'platform/04-apis/xtenant/definition.yaml',
  ],
  ['quota memoryGi default', 'platform/04-apis/xtenant/definition.yaml'],
  [
    'sticky sessions by client ip',
    'platform/04-apis/xwebservice/definition.yaml',
    'specs/add-a-web-service',
  ],
  [
    'run the container as another user id',
    'platform/04-apis/xwebservice/definition.yaml',
  ],
  [
    'snaphots of the cache',
    'platform/04-apis/xdragonfly/definition.yaml',
    'specs/add-a-dragonfly-cache',
  ],
  ['how do I connect a real cluster', 'runbooks/connect-a-cluster'],
  ['exit codes of zt', 'specs/zt'],
  ['what does zt validate check', 'specs/zt'],
];

/** Questions that the docs do not answer. */
export const offTopic = [
  'What is the capital of France?',
  'Who won the world cup in 2018?',
  'How do I cook pasta?',
  'Tell me a joke',
  'What is the weather tomorrow?',
  'Write a poem about autumn',
  'How many people live in Berlin?',
  'What should I give my mother for her birthday?',
  'Translate good morning into Spanish',
  'Who is the president of the United States?',
  'best restaurants near me',
  'How tall is Mount Everest?',
  'asdfghjkl qwertyuiop',
  'What is 17 times 23?',
];

/** The path of an answer: a page of the docs by its name, other files as they are. */
export const toPath = (page: string) =>
  page.startsWith('platform/') ? page : `docs/${page}.md`;
