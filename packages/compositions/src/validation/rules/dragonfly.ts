import { readSpec } from '../../compose/LegoContext';
import { XDragonflySpec } from '../../xdragonfly/XDragonflySpec';
import { dragonflyRefusals } from '../../xdragonfly/refusals';
import { errorIssue } from '../Issue';
import { Rule } from './Rule';

/** Rules of XDragonfly that its schema cannot express. */
export const dragonflyRules: Rule = ({ claim }) =>
  claim.kind === 'XDragonfly'
    ? dragonflyRefusals(readSpec<XDragonflySpec>(claim, [])).map(
        ({ rule, path, message }) => errorIssue(rule, path, message),
      )
    : [];
