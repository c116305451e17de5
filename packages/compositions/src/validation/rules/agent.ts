import { readSpec } from '../../compose/LegoContext';
import { agentRefusals } from '../../xagent/refusals';
import { XAgentSpec } from '../../xagent/XAgentSpec';
import { errorIssue } from '../Issue';
import { Rule } from './Rule';

/** Rules of XAgent that need the environment. */
export const agentRules: Rule = ({ claim, tenant, environment }) =>
  claim.kind === 'XAgent'
    ? agentRefusals({
        name: claim.metadata.name,
        tenant,
        spec: readSpec<XAgentSpec>(claim, []),
        environment,
      }).map(({ rule, path, message }) => errorIssue(rule, path, message))
    : [];
