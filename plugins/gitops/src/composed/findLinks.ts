import { parse } from 'yaml';

/** A composed object, as the graph needs it. */
export interface LinkedObject {
  key: string;
  kind: string;
  name: string;
  yaml: string;
}

/** One object names another one. */
export interface ObjectLink {
  from: string;
  to: string;
}

/** Fields that hold the name of an object, by the end of their path, and the kinds that they may mean. */
const FIELDS: [ending: string, kinds: string[]][] = [
  ['serviceAccountName', ['ServiceAccount']],
  ['barmanObjectName', ['ObjectStore']],
  ['claimName', ['PersistentVolumeClaim']],
  ['cluster.name', ['Cluster']],
  ['secretName', ['ExternalSecret', 'Password', 'Secret']],
  ['modelConfig', ['ModelConfig']],
  ['stream', ['Stream']],
  ['streamName', ['Stream']],
  ['account', ['Account']],
];

/** Mappings that name an object and, if they do not say its kind, can only mean these. */
const REFERENCES: Record<string, string[]> = {
  secretKeyRef: ['ExternalSecret', 'Password', 'Secret'],
  secretRef: ['ExternalSecret', 'Password', 'Secret'],
  passwordFromSecret: ['ExternalSecret', 'Password', 'Secret'],
  accessKeyId: ['ExternalSecret', 'Secret'],
  secretAccessKey: ['ExternalSecret', 'Secret'],
  authenticationRef: ['TriggerAuthentication'],
  scaleTargetRef: ['Deployment'],
  resourceRef: [],
  generatorRef: ['Password'],
  secretStoreRef: ['SecretStore', 'ClusterSecretStore'],
  roleRef: ['Role'],
  backendRefs: ['Service'],
  tools: ['RemoteMCPServer'],
  mcpServer: ['RemoteMCPServer'],
};

/** Finds which composed objects name which others; a text that is no YAML names nothing. */
export function findLinks(objects: LinkedObject[]): ObjectLink[] {
  const links = new Map<string, ObjectLink>();
  for (const object of objects) {
    for (const { kinds, name } of namesIn(parseObject(object.yaml))) {
      const target = objects.find(
        other =>
          other.key !== object.key &&
          other.name === name &&
          kinds.includes(other.kind),
      );
      if (target) {
        const link = { from: object.key, to: target.key };
        links.set(`${link.from} ${link.to}`, link);
      }
    }
  }
  return [...links.values()];
}

interface Name {
  kinds: string[];
  name: string;
}

function namesIn(value: unknown, path: string[] = []): Name[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => namesIn(item, path));
  }
  if (typeof value === 'string') {
    const place = `.${path.join('.')}`;
    return FIELDS.filter(([ending]) => place.endsWith(`.${ending}`)).map(
      ([, kinds]) => ({ kinds, name: value }),
    );
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const key = path.at(-1) ?? '';
  const name = fields.get('name');
  const kind = fields.get('kind');
  const own: Name[] =
    Object.hasOwn(REFERENCES, key) && typeof name === 'string'
      ? [
          {
            kinds: typeof kind === 'string' ? [kind] : REFERENCES[key],
            name,
          },
        ]
      : [];
  return [
    ...own,
    ...[...fields].flatMap(([field, child]) =>
      namesIn(child, [...path, field]),
    ),
  ];
}

function parseObject(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
