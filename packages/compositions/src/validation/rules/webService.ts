import { stringAt } from '../../document/plain';
import { webServiceRefusals } from '../../xwebservice/refusals';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

/** Rules of XWebService that need the environment. */
export const webServiceRules: Rule = context => {
  const { claim, tenant, environment } = context;
  if (claim.kind !== 'XWebService') {
    return [];
  }
  const refusals = webServiceRefusals({
    name: claim.metadata.name,
    tenant,
    spec: { hostname: stringAt(claim.spec, 'hostname') },
    environment,
  });
  return [
    ...refusals.map(({ rule, path, message }) =>
      errorIssue(rule, path, message),
    ),
    ...imageHasDigest(context),
  ];
};

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
