import { Refusal } from '../claim/refusals';
import { Environment } from '../environment/Environment';

/** A tenant must not be called like a namespace of the platform: Crossplane would adopt it. */
export function tenantRefusals(options: {
  name: string;
  environment?: Environment;
}): Refusal[] {
  const { name, environment } = options;
  const taken = environment
    ? [...Object.values(environment.namespaces), environment.gateway.namespace]
    : [];
  return taken.includes(name)
    ? [
        {
          rule: 'platform-namespace',
          path: '/metadata/name',
          message: `The name "${name}" belongs to the platform; choose another one for the tenant.`,
        },
      ]
    : [];
}
