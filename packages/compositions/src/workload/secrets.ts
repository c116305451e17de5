import { LegoContext, objectMeta } from '../compose/LegoContext';
import { LegoResources } from '../compose/toComposition';
import { KubernetesObject } from '../types';
import { optionalSecretName, secretsName } from './environmentVariables';
import { Workload, WorkloadSpec } from './WorkloadSpec';

type Secret = NonNullable<WorkloadSpec['secrets']>[number];

/**
 * The secrets that a workload reads from its tenant's store.
 *
 * @remarks
 * The required ones come together. Each optional one stands alone, because a value that does not exist holds back its whole secret.
 */
export function workloadSecrets({ context, main }: Workload): LegoResources {
  const { secrets = [] } = context.spec;
  const required = secrets.filter(secret => secret.required !== false);
  const optional = secrets.filter(secret => secret.required === false);
  return {
    secrets:
      required.length > 0
        ? externalSecret(context, secretsName(main), required)
        : undefined,
    ...Object.fromEntries(
      optional.map(secret => [
        `optional-secret-${secret.env}`,
        externalSecret(context, optionalSecretName(main, secret.env), [secret]),
      ]),
    ),
  };
}

/** Keys of optional secrets, whose absence does not make the workload unready. */
export function optionalKeys(spec: WorkloadSpec): string[] {
  return (spec.secrets ?? [])
    .filter(secret => secret.required === false)
    .map(secret => `optional-secret-${secret.env}`);
}

function externalSecret(
  context: LegoContext<WorkloadSpec>,
  secretName: string,
  secrets: Secret[],
): KubernetesObject {
  const { tenant, name } = context;
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
      },
      data: secrets.map(({ env, key }) => ({
        secretKey: env,
        remoteRef: { key: `${name}/${key}` },
      })),
    },
  };
}
