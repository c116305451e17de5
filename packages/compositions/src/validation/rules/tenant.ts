import { tenantRefusals } from '../../xtenant/refusals';
import { errorIssue } from '../Issue';
import { Rule } from './Rule';

/** A tenant must not be called like a namespace of the platform. */
export const tenantRules: Rule = ({ claim, environment }) =>
  claim.kind === 'XTenant'
    ? tenantRefusals({ name: claim.metadata.name, environment }).map(
        ({ rule, path, message }) => errorIssue(rule, path, message),
      )
    : [];
