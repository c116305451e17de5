import { mainObjectName } from '../compose/mainObject';
import { XWebServiceSpec } from './XWebServiceSpec';

/** One environment variable of a container. */
export type EnvironmentVariable =
  | { name: string; value: string }
  | {
      name: string;
      valueFrom: {
        secretKeyRef: { name: string; key: string; optional?: boolean };
      };
    };

/** Name of the secret with the required values of a service. */
export function secretsName(name: string): string {
  return `${name}-secrets`;
}

/** Name of the secret with one optional value; the ending keeps a trailing underscore of the variable valid. */
export function optionalSecretName(name: string, env: string): string {
  return `${name}-${env.toLowerCase().replace(/_/g, '-')}-env`;
}

/** The environment of a container: what the platform sets, what the claim sets, and its secrets. */
export function environmentVariables(
  name: string,
  spec: XWebServiceSpec,
): EnvironmentVariable[] {
  const { env = {}, secrets = [], streams = [] } = spec;
  return [
    { name: 'PORT', value: String(spec.port) },
    ...databaseVariables(spec.database),
    ...(spec.cache
      ? ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_URL'].map(key =>
          fromSecret(
            key,
            mainObjectName('XDragonfly', spec.cache?.claim ?? ''),
            key,
          ),
        )
      : []),
    ...streamVariables(streams.map(({ claim }) => claim)),
    ...Object.keys(env)
      .sort()
      .map(key => ({ name: key, value: env[key] })),
    ...secrets.map(secret =>
      secret.required === false
        ? fromSecret(
            secret.env,
            optionalSecretName(name, secret.env),
            secret.env,
            true,
          )
        : fromSecret(secret.env, secretsName(name), secret.env),
    ),
  ];
}

/** The operator's secret names the database `app`; another one is put together from its parts, in an order that Kubernetes can expand. */
function databaseVariables(
  database: XWebServiceSpec['database'],
): EnvironmentVariable[] {
  if (!database) {
    return [];
  }
  const secret = `${mainObjectName('XPostgres', database.claim)}-app`;
  const { name = 'app' } = database;
  const parts = [
    fromSecret('PGHOST', secret, 'host'),
    fromSecret('PGPORT', secret, 'port'),
    fromSecret('PGUSER', secret, 'username'),
    fromSecret('PGPASSWORD', secret, 'password'),
  ];
  return name === 'app'
    ? [
        ...parts,
        fromSecret('PGDATABASE', secret, 'dbname'),
        fromSecret('DATABASE_URL', secret, 'uri'),
      ]
    : [
        ...parts,
        { name: 'PGDATABASE', value: name },
        {
          name: 'DATABASE_URL',
          value:
            'postgresql://$(PGUSER):$(PGPASSWORD)@$(PGHOST):$(PGPORT)/$(PGDATABASE)',
        },
      ];
}

function streamVariables(claims: string[]): EnvironmentVariable[] {
  const secret = (claim: string) => mainObjectName('XEventStream', claim);
  const connection = claims
    .slice(0, 1)
    .flatMap(claim =>
      ['NATS_URL', 'NATS_USER', 'NATS_PASSWORD'].map(key =>
        fromSecret(key, secret(claim), key),
      ),
    );
  const streams = claims.map(claim => {
    const key = `STREAM_${claim.toUpperCase().replace(/-/g, '_')}`;
    return fromSecret(key, secret(claim), key);
  });
  return [...connection, ...streams];
}

function fromSecret(
  name: string,
  secret: string,
  key: string,
  optional?: boolean,
): EnvironmentVariable {
  return {
    name,
    valueFrom: {
      secretKeyRef: { name: secret, key, ...(optional ? { optional } : {}) },
    },
  };
}
