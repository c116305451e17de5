import { Refusal } from '../claim/refusals';
import { Environment } from '../environment/Environment';

/** Public host name of a service that names none. */
export function defaultHostname(options: {
  name: string;
  tenant: string;
  domain: string;
}): string {
  const { name, tenant, domain } = options;
  return `${name}-${tenant}.${domain}`;
}

/** A tenant may serve only its default host name and those that the environment assigns to it. */
export function webServiceRefusals(options: {
  name: string;
  tenant: string;
  spec: { hostname?: string };
  environment?: Environment;
}): Refusal[] {
  const { name, tenant, spec, environment } = options;
  const { hostname } = spec;
  if (hostname === undefined || !environment) {
    return [];
  }
  const { domain, hostnames } = environment;
  const own = defaultHostname({ name, tenant, domain });
  const assigned = Object.hasOwn(hostnames, hostname)
    ? hostnames[hostname]
    : undefined;
  return hostname === own || assigned === tenant
    ? []
    : [
        {
          rule: 'hostname',
          path: '/spec/hostname',
          message: `The host name "${hostname}" is not assigned to the tenant "${tenant}"; add it to hostnames in platform/cluster.yaml, or leave the field out to use "${own}".`,
        },
      ];
}
