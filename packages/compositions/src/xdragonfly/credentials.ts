import { LegoContext, objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';

/** The generator of the cache's password; no pure function can make one that nobody can derive. */
export function passwordGenerator(
  context: LegoContext<unknown>,
  main: string,
): KubernetesObject {
  return {
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    metadata: objectMeta(context, main),
    spec: {
      length: 32,
      digits: 8,
      symbols: 0,
      noUpper: false,
      allowRepeat: true,
    },
  };
}

/** The secret of the cache, made once: password, address and connection string under the names that clients get. */
export function dragonflyCredentials(
  context: LegoContext<unknown>,
  main: string,
): KubernetesObject {
  const host = `${main}.${context.tenant}.svc`;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: objectMeta(context, main),
    spec: {
      refreshPolicy: 'CreatedOnce',
      target: {
        name: main,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          data: {
            REDIS_HOST: host,
            REDIS_PASSWORD: '{{ .password }}',
            REDIS_PORT: '6379',
            REDIS_URL: `redis://:{{ .password }}@${host}:6379`,
          },
        },
      },
      dataFrom: [
        {
          sourceRef: {
            generatorRef: {
              apiVersion: 'generators.external-secrets.io/v1alpha1',
              kind: 'Password',
              name: main,
            },
          },
        },
      ],
    },
  };
}
