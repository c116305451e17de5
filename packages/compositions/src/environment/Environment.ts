/** What the legos need to know about the cluster; the content of `platform/cluster.yaml`. */
export interface Environment {
  /** Name of the environment, such as `prod`; part of secret paths. */
  env: string;
  /** Parent domain of public host names. */
  domain: string;
  /** Cloud region of the backup bucket and of the secret store. */
  region: string;
  /** `single` is one node, `multi` several: only then instances are forced apart. */
  topology: 'single' | 'multi';
  /** StorageClass of every volume; its reclaim policy must be Retain. */
  storageClass: string;
  backup: {
    bucket: string;
    /** Days for which the bucket's object lock refuses deletion. */
    lockDays: number;
  };
  gateway: { namespace: string; name: string; listener: string };
  nats: {
    url: string;
    monitoringEndpoint: string;
    /** How many servers run. */
    replicas: number;
    /** Disk of each server for streams in GiB; without it nobody checks whether they fit. */
    storageGi?: number;
  };
  /** Image references by purpose: `postgres16`, `postgres17`, `postgres18`, `dragonfly`. */
  images: Record<string, string>;
  /** Host names of tenants outside the platform's domain: fully qualified name to tenant. */
  hostnames: Record<string, string>;
  models: Record<string, { provider: string; model: string }>;
  mcpServers: Record<string, { url: string; readOnlyTools: string[] }>;
  /** Namespaces of the operators whose traffic is admitted. */
  namespaces: {
    monitoring: string;
    cnpg: string;
    dragonfly: string;
    kagent: string;
  };
}

const text = { type: 'string', minLength: 1, maxLength: 512 };
const name = {
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
};

function closed(properties: Record<string, unknown>): Record<string, unknown> {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
}

/** JSON Schema (draft 7) of `platform/cluster.yaml`. */
export const environmentSchema: Record<string, unknown> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Environment of the platform',
  ...closed({
    env: name,
    domain: {
      type: 'string',
      pattern:
        '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$',
    },
    region: name,
    topology: { enum: ['single', 'multi'] },
    storageClass: name,
    backup: closed({
      bucket: { type: 'string', pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$' },
      lockDays: { type: 'integer', minimum: 12, maximum: 3650 },
    }),
    gateway: closed({ namespace: name, name, listener: name }),
    nats: {
      ...closed({
        url: { type: 'string', pattern: '^nats://' },
        monitoringEndpoint: { type: 'string', pattern: '^[a-z0-9.-]+:[0-9]+$' },
        replicas: { enum: [1, 3] },
        storageGi: { type: 'integer', minimum: 1, maximum: 20000 },
      }),
      required: ['url', 'monitoringEndpoint', 'replicas'],
    },
    images: {
      type: 'object',
      required: ['postgres16', 'postgres17', 'postgres18', 'dragonfly'],
      additionalProperties: text,
    },
    hostnames: { type: 'object', additionalProperties: name },
    models: {
      type: 'object',
      additionalProperties: closed({ provider: text, model: text }),
    },
    mcpServers: {
      type: 'object',
      additionalProperties: closed({
        url: { type: 'string', pattern: '^https?://' },
        readOnlyTools: { type: 'array', items: text },
      }),
    },
    namespaces: closed({
      monitoring: name,
      cnpg: name,
      dragonfly: name,
      kagent: name,
    }),
  }),
};
