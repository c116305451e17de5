import { stringAt } from '../../document/plain';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

/** Rules of XWebService that need the environment. */
export const webServiceRules: Rule = context =>
  context.claim.kind === 'XWebService'
    ? [...hostnameIsOwn(context), ...imageHasDigest(context)]
    : [];

/** Host name of a public service that names none. */
export function defaultHostname(options: {
  name: string;
  tenant: string;
  domain: string;
}): string {
  const { name, tenant, domain } = options;
  return `${name}-${tenant}.${domain}`;
}

function hostnameIsOwn({ claim, tenant, environment }: RuleContext): Issue[] {
  const hostname = stringAt(claim.spec, 'hostname');
  if (hostname === undefined || !environment) {
    return [];
  }
  const { domain, hostnames } = environment;
  const own = defaultHostname({ name: claim.metadata.name, tenant, domain });
  const assigned = Object.hasOwn(hostnames, hostname)
    ? hostnames[hostname]
    : undefined;
  if (hostname === own || assigned === tenant) {
    return [];
  }
  return [
    errorIssue(
      'hostname',
      '/spec/hostname',
      `The host name "${hostname}" is not assigned to the tenant "${tenant}"; add it to hostnames in platform/cluster.yaml, or leave the field out to use "${own}".`,
    ),
  ];
}

function imageHasDigest({ claim }: RuleContext): Issue[] {
  const image = stringAt(claim.spec, 'image') ?? '';
  return image.includes('@sha256:')
    ? []
    : [
        {
          rule: 'image-digest',
          severity: 'warning',
          pointer: '/spec/image',
          message: `The image "${image}" has no digest; what it names can change without a proposal. Add @sha256:….`,
        },
      ];
}
