import { NatsRole, natsPermissions, natsUser } from './natsAccount';

/** The largest message that a stream may ask for, so the server must let it through. */
const MAX_PAYLOAD = '8MB';
/** Bounds against a tenant that makes streams without end; claims stay far below. */
const MAX_STREAMS = 100;
const MAX_CONSUMERS = 1000;

/** Name of the Secret in the namespace of NATS that holds the passwords of all tenants. */
export const ACCOUNTS_SECRET = 'tenant-accounts';

/** The roles of each tenant, in the order in which they are written. */
export const NATS_ROLES: readonly NatsRole[] = ['workload', 'controller'];

/** Environment variable of the server with the password of a user. */
export function natsVariable(tenant: string, role: NatsRole): string {
  return `${role}_${tenant}`.toUpperCase();
}

/**
 * The Helm values of the NATS chart that give every tenant an account of its own.
 *
 * @remarks
 * What one account publishes no other one sees, and nobody gets in without an account. Passwords are variables of the server that come from
 * a Secret; the chart writes text between `<<` and `>>` without quotes, so that NATS looks the variable up.
 *
 * An account has no limit in bytes on purpose: a server that runs alone sets the limits of all accounts aside when it starts, and does not
 * start when they are more than its disk. Every stream has one instead, and the quota of the tenant counts them.
 *
 * @param tenants - Names of the tenants.
 */
export function natsValues(tenants: readonly string[]) {
  const names = [...tenants].sort();
  return {
    config: {
      merge: {
        max_payload: `<< ${MAX_PAYLOAD} >>`,
        accounts: Object.fromEntries(names.map(name => [name, account(name)])),
      },
    },
    container: {
      env: Object.fromEntries(
        names.flatMap(tenant =>
          NATS_ROLES.map(role => [
            natsVariable(tenant, role),
            {
              valueFrom: {
                secretKeyRef: {
                  name: ACCOUNTS_SECRET,
                  key: natsVariable(tenant, role),
                },
              },
            },
          ]),
        ),
      ),
    },
  };
}

function account(tenant: string) {
  return {
    jetstream: { max_streams: MAX_STREAMS, max_consumers: MAX_CONSUMERS },
    users: NATS_ROLES.map(role => ({
      user: natsUser(tenant, role),
      password: `<< $${natsVariable(tenant, role)} >>`,
      permissions: natsPermissions(tenant, role),
    })),
  };
}
