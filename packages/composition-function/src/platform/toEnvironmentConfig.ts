import { Environment, KubernetesObject } from '@zerotouch/compositions';
import { ENVIRONMENT_NAME } from '../compose/readEnvironment';

/** The environment in the form in which Crossplane hands it to the function. */
export function toEnvironmentConfig(
  environment: Environment,
): KubernetesObject {
  return {
    apiVersion: 'apiextensions.crossplane.io/v1beta1',
    kind: 'EnvironmentConfig',
    metadata: { name: ENVIRONMENT_NAME },
    data: environment,
  };
}
