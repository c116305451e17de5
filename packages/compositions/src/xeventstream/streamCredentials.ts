import { LegoContext, objectMeta } from '../compose/LegoContext';
import { NatsRole, natsPasswordKey, natsUser } from '../nats/natsAccount';
import { KubernetesObject } from '../types';
import { streamName, streamVariable } from './streamNames';

/** The secret that clients of a stream get: address, user, password and the name of the stream inside NATS. */
export function streamCredentials(
  context: LegoContext<unknown>,
  main: string,
): KubernetesObject {
  const { tenant, name, environment } = context;
  return credentials(context, {
    secretName: main,
    role: 'workload',
    data: {
      NATS_URL: environment.nats.url,
      [streamVariable(name)]: streamName(tenant, name),
    },
  });
}

/** The secret by which the controller makes the stream; no pod gets it. */
export function controllerCredentials(
  context: LegoContext<unknown>,
  main: string,
): KubernetesObject {
  return credentials(context, {
    secretName: `${main}-controller`,
    role: 'controller',
    data: {},
  });
}

/** The connection of the controller: the tenant's own account, so that a stream cannot be made in another one. */
export function streamAccount(
  context: LegoContext<unknown>,
  main: string,
): KubernetesObject {
  const { tenant, environment } = context;
  return {
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind: 'Account',
    metadata: objectMeta(context, main),
    spec: {
      name: tenant,
      servers: [environment.nats.url],
      user: {
        secret: { name: `${main}-controller` },
        user: 'NATS_USER',
        // The name of a key of that secret.
        password: 'NATS_PASSWORD',
      },
    },
  };
}

function credentials(
  context: LegoContext<unknown>,
  options: {
    secretName: string;
    role: NatsRole;
    data: Record<string, string>;
  },
): KubernetesObject {
  const { tenant } = context;
  const { secretName, role, data } = options;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: objectMeta(context, secretName),
    spec: {
      refreshInterval: '1h',
      refreshPolicy: 'Periodic',
      secretStoreRef: { kind: 'ClusterSecretStore', name: `tenant-${tenant}` },
      target: {
        name: secretName,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          data: {
            ...data,
            NATS_USER: natsUser(tenant, role),
            NATS_PASSWORD: '{{ .password }}',
          },
        },
      },
      data: [
        {
          secretKey: 'password',
          remoteRef: { key: natsPasswordKey(role) },
        },
      ],
    },
  };
}
