import { objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { Workload } from './WorkloadSpec';

/** The identity of the pods, without a token for the Kubernetes API unless the claim asks for one. */
export function serviceAccount({ context, main }: Workload): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: objectMeta(context, main),
    automountServiceAccountToken: context.spec.security.apiToken,
  };
}
