import { LegoContext, objectMeta } from '../compose/LegoContext';
import { LegoResources } from '../compose/toComposition';
import { XPostgresSpec } from './XPostgresSpec';

/**
 * The databases that the operator keeps in the server, each under the key `database-<name>`.
 *
 * @remarks
 * `app` exists without it; it is listed only for its extensions. A database that leaves the claim stays in the server.
 */
export function postgresDatabases(
  context: LegoContext<XPostgresSpec>,
  main: string,
): LegoResources {
  const { spec } = context;
  const { extensions = [], databases = [] } = spec;
  const listed = [
    ...(extensions.length > 0 ? [{ name: 'app', extensions }] : []),
    ...databases,
  ];
  return Object.fromEntries(
    listed.map(database => [
      `database-${database.name}`,
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Database',
        metadata: objectMeta(context, `${main}-${objectPart(database.name)}`),
        spec: {
          cluster: { name: main },
          name: database.name,
          owner: 'app',
          ensure: 'present',
          databaseReclaimPolicy: 'retain',
          ...(database.extensions?.length
            ? {
                extensions: [...database.extensions]
                  .sort()
                  .map(name => ({ name, ensure: 'present' })),
              }
            : {}),
        },
      },
    ]),
  );
}

/** A database name as part of an object name, where `_` is not allowed and a hyphen may not come last. */
function objectPart(name: string): string {
  const stem = name.replace(/_+$/, '');
  const trailing = name.length - stem.length;
  const part = stem.replace(/_/g, '-');
  return trailing > 0 ? `${part}.u${trailing}` : part;
}
