/** Who speaks to NATS for a tenant: its workloads, or the controller that makes its streams and consumers. */
export type NatsRole = 'workload' | 'controller';

/** What a user may publish to and subscribe to; everything else is refused. */
export interface NatsPermissions {
  publish: { allow: string[] };
  subscribe: { allow: string[] };
}

const WORKLOAD_API = [
  '$JS.ACK.>',
  '$JS.API.INFO',
  '$JS.API.CONSUMER.INFO.*.*',
  '$JS.API.CONSUMER.MSG.NEXT.*.*',
  '$JS.API.STREAM.INFO.*',
  '$JS.API.STREAM.MSG.GET.*',
  '$JS.API.STREAM.NAMES',
];

const CONTROLLER_API = [
  '$JS.API.INFO',
  '$JS.API.CONSUMER.CREATE.>',
  '$JS.API.CONSUMER.DELETE.>',
  '$JS.API.CONSUMER.DURABLE.CREATE.>',
  '$JS.API.CONSUMER.INFO.>',
  '$JS.API.CONSUMER.LIST.*',
  '$JS.API.CONSUMER.NAMES.*',
  '$JS.API.STREAM.CREATE.*',
  '$JS.API.STREAM.INFO.*',
  '$JS.API.STREAM.LIST',
  '$JS.API.STREAM.NAMES',
  '$JS.API.STREAM.UPDATE.*',
];

/** Name of the user of a role in the account of a tenant; no tenant has a hyphen in its name, so it is one of a kind. */
export function natsUser(tenant: string, role: NatsRole): string {
  return role === 'workload' ? tenant : `${tenant}-${role}`;
}

/**
 * Key of a user's password in the secret store, below the tenant's own prefix.
 *
 * @remarks
 * It has three parts, where the secrets that claims can name have two: no claim can read it by name.
 */
export function natsPasswordKey(role: NatsRole): string {
  return `nats/${role}/password`;
}

/**
 * What a role may do inside the tenant's account.
 *
 * @remarks
 * Workloads publish and receive messages of declared streams; they cannot create, change, purge or delete one. The controller does exactly
 * that, and can neither publish nor read a message of the tenant.
 */
export function natsPermissions(
  tenant: string,
  role: NatsRole,
): NatsPermissions {
  const inbox = '_INBOX.>';
  return role === 'controller'
    ? { publish: { allow: CONTROLLER_API }, subscribe: { allow: [inbox] } }
    : {
        publish: { allow: [`${tenant}.>`, ...WORKLOAD_API, inbox] },
        subscribe: { allow: [`${tenant}.>`, inbox] },
      };
}
