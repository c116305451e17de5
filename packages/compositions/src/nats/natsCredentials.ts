import { KubernetesObject } from '../types';
import { NatsRole, natsPasswordKey } from './natsAccount';
import { ACCOUNTS_SECRET, NATS_ROLES, natsVariable } from './natsValues';

const GENERATOR = 'tenant-password';
const STORE = { kind: 'ClusterSecretStore', name: 'aws-parameter-store' };

/**
 * The objects that make the passwords of the tenants' users, and bring them to NATS.
 *
 * @remarks
 * A password is made at random, once, and pushed into the secret store below the prefix of the tenant. From there NATS reads it, and the
 * tenant's streams do. It is in no file, and a rebuilt cluster finds it again.
 *
 * NATS parses a variable like its configuration, where `1e5x` or `true` is no text; one such password would keep the server from starting.
 * So the quotes are part of the value.
 *
 * @param options.env - Name of the environment, part of the paths in the store.
 */
export function natsCredentials(options: {
  tenants: readonly string[];
  env: string;
}): KubernetesObject[] {
  const users = [...options.tenants]
    .sort()
    .flatMap(tenant => NATS_ROLES.map(role => ({ tenant, role })));
  const key = (tenant: string, role: NatsRole) =>
    `/zerotouch/${options.env}/${tenant}/${natsPasswordKey(role)}`;
  return [
    {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata: { name: GENERATOR },
      spec: {
        length: 32,
        digits: 8,
        symbols: 0,
        noUpper: false,
        allowRepeat: true,
      },
    },
    ...users.map(({ tenant, role }) => pushed(tenant, role, key(tenant, role))),
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: ACCOUNTS_SECRET },
      spec: {
        refreshInterval: '1h',
        refreshPolicy: 'Periodic',
        secretStoreRef: STORE,
        target: {
          name: ACCOUNTS_SECRET,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            engineVersion: 'v2',
            data: Object.fromEntries(
              users.map(({ tenant, role }) => {
                const variable = natsVariable(tenant, role);
                return [variable, `"{{ .${variable} }}"`];
              }),
            ),
          },
        },
        data: users.map(({ tenant, role }) => ({
          secretKey: natsVariable(tenant, role),
          remoteRef: { key: key(tenant, role) },
        })),
      },
    },
  ];
}

/** One for each user: all keys of one PushSecret would get the same password. */
function pushed(
  tenant: string,
  role: NatsRole,
  remoteKey: string,
): KubernetesObject {
  return {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: { name: `${tenant}-${role}` },
    spec: {
      refreshInterval: '1h',
      // What exists stays: the generator makes another one each time.
      updatePolicy: 'IfNotExists',
      deletionPolicy: 'None',
      secretStoreRefs: [STORE],
      selector: {
        generatorRef: {
          apiVersion: 'generators.external-secrets.io/v1alpha1',
          kind: 'Password',
          name: GENERATOR,
        },
      },
      data: [{ match: { secretKey: 'password', remoteRef: { remoteKey } } }],
    },
  };
}
