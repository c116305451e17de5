import { mainObjectName } from '../compose/mainObject';
import { streamVariable } from '../xeventstream/streamNames';
import { Workload, WorkloadSpec } from './WorkloadSpec';

/** One environment variable of a container. */
export type EnvironmentVariable =
  | { name: string; value: string }
  | {
      name: string;
      valueFrom: {
        secretKeyRef: { name: string; key: string; optional?: boolean };
      };
    };

/** Name of the secret with the required values of a workload, from the name of its Deployment. */
export function secretsName(main: string): string {
  return `${main}-secrets`;
}

/** Name of the secret with one optional value; the ending keeps a trailing underscore of the variable valid. */
export function optionalSecretName(main: string, env: string): string {
  return `${main}-${env.toLowerCase().replace(/_/g, '-')}-env`;
}

/** The environment of a container: what the platform sets, what the claim sets, and its secrets. */
export function environmentVariables(
  workload: Workload,
): EnvironmentVariable[] {
  const { context, main, streams, consumer } = workload;
  const { port, database, cache, env = {}, secrets = [] } = context.spec;
  return [
    ...(port === undefined ? [] : [{ name: 'PORT', value: String(port) }]),
    ...databaseVariables(database),
    ...cacheVariables(cache),
    ...streamVariables(streams),
    ...(consumer === undefined
      ? []
      : [{ name: 'NATS_CONSUMER', value: consumer }]),
    ...Object.keys(env)
      .sort()
      .map(key => ({ name: key, value: env[key] })),
    ...secrets.map(secret =>
      secret.required === false
        ? fromSecret(
            secret.env,
            optionalSecretName(main, secret.env),
            secret.env,
            true,
          )
        : fromSecret(secret.env, secretsName(main), secret.env),
    ),
  ];
}

/** The operator's secret names the database `app`; another one is put together from its parts, in an order that Kubernetes can expand. */
function databaseVariables(
  database: WorkloadSpec['database'],
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

function cacheVariables(cache: WorkloadSpec['cache']): EnvironmentVariable[] {
  return cache
    ? ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_URL'].map(key =>
        fromSecret(key, mainObjectName('XDragonfly', cache.claim), key),
      )
    : [];
}

/** All streams of a tenant are behind one account, so the first one gives the connection. */
function streamVariables(claims: string[]): EnvironmentVariable[] {
  const secret = (claim: string) => mainObjectName('XEventStream', claim);
  const connection = claims
    .slice(0, 1)
    .flatMap(claim =>
      ['NATS_URL', 'NATS_USER', 'NATS_PASSWORD'].map(key =>
        fromSecret(key, secret(claim), key),
      ),
    );
  const streams = claims.map(claim =>
    fromSecret(streamVariable(claim), secret(claim), streamVariable(claim)),
  );
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
