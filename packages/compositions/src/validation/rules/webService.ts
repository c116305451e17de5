import { stringAt } from '../../document/plain';
import { webServiceRefusals } from '../../xwebservice/refusals';
import { errorIssue } from '../Issue';
import { Rule } from './Rule';

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
  return refusals.map(({ rule, path, message }) =>
    errorIssue(rule, path, message),
  );
};
