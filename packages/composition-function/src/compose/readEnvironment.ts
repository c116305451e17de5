import { Environment, parseEnvironment } from '@zerotouch/compositions';
import { Read, refuse, toDocument } from './refuse';

/** Name of the requirement in the pipeline step of each Composition. */
export const ENVIRONMENT_REQUIREMENT = 'environment';
/** Name of the EnvironmentConfig that is made from `platform/cluster.yaml`. */
export const ENVIRONMENT_NAME = 'platform';

/** What was read from a frozen object: the decoder gives the same one as long as its bytes are the same. */
const known = new WeakMap<object, Read<Environment>>();

/**
 * Reads the environment from the resources that Crossplane fetched for the pipeline step.
 *
 * @param required - Items of the requirement; undefined when the step names none, empty when the EnvironmentConfig does not exist.
 */
export function readEnvironment(
  required: { resource?: Record<string, unknown> }[] | undefined,
): Read<Environment> {
  if (required === undefined) {
    return {
      result: 'fatal',
      message: `The pipeline step names no required resource "${ENVIRONMENT_REQUIREMENT}"; add the EnvironmentConfig "${ENVIRONMENT_NAME}" to requirements.requiredResources of the Composition.`,
    };
  }
  if (required.length !== 1) {
    return {
      result: 'fatal',
      message: `There ${
        required.length === 0 ? 'is no' : 'is more than one'
      } EnvironmentConfig "${ENVIRONMENT_NAME}" for the requirement "${ENVIRONMENT_REQUIREMENT}"; Argo CD applies exactly one, from platform/01-foundation/composition-function.`,
    };
  }
  const [{ resource }] = required;
  const earlier = resource && known.get(resource);
  if (earlier) {
    return earlier;
  }
  const read = parseResource(resource);
  if (resource && Object.isFrozen(resource)) {
    known.set(resource, read);
  }
  return read;
}

function parseResource(
  resource: Record<string, unknown> | undefined,
): Read<Environment> {
  const { environment, findings } = parseEnvironment(
    toDocument(resource?.data),
  );
  return environment
    ? { result: 'ok', value: environment }
    : refuse(
        `The data of the EnvironmentConfig "${ENVIRONMENT_NAME}" is no environment; correct platform/cluster.yaml.`,
        findings,
      );
}
