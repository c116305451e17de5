import { listAt, stringAt } from '../../document/plain';
import { Claim } from '../../types';
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
    ...sharedAddress(context),
  ];
};

/** Of two services with one address the gateway would choose one, for reasons that nobody sees. */
function sharedAddress({ claim, tenant, tree, path }: RuleContext): Issue[] {
  const hostname = stringAt(claim.spec, 'hostname');
  const paths = publicPaths(claim);
  const other = tree.claims.find(
    item =>
      item.claim.kind === claim.kind &&
      item.tenant === tenant &&
      item.path !== path &&
      hostname !== undefined &&
      stringAt(item.claim.spec, 'hostname') === hostname &&
      publicPaths(item.claim).some(prefix => paths.includes(prefix)),
  );
  return other
    ? [
        errorIssue(
          'hostname',
          '/spec/hostname',
          `"${other.claim.metadata.name}" serves the same path of "${hostname}" already; choose other paths or another host name.`,
        ),
      ]
    : [];
}

function publicPaths(claim: Claim): unknown[] {
  const paths = listAt(claim.spec, 'paths');
  return paths.length > 0 ? paths : ['/'];
}
