import { readSpec } from '../../compose/LegoContext';
import { Claim } from '../../types';
import { XEventStreamSpec } from '../../xeventstream/XEventStreamSpec';
import { eventStreamRefusals } from '../../xeventstream/refusals';
import { subjectsOverlap } from '../../xeventstream/subjects';
import { streamRoom } from './streamRoom';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

/** Rules of XEventStream that need its tenant, the environment or the other streams of the platform. */
export const eventStreamRules: Rule = context => {
  const { claim, tenant } = context;
  if (claim.kind !== 'XEventStream') {
    return [];
  }
  const spec = readSpec<XEventStreamSpec>(claim, []);
  return [
    ...eventStreamRefusals({ tenant, spec }).map(({ rule, path, message }) =>
      errorIssue(rule, path, message),
    ),
    ...otherStreams(context, spec),
    ...replicasExist(context, spec),
    ...interestNeedsConsumers(spec),
    ...streamRoom(context),
  ];
};

/** A message belongs to one stream: NATS refuses the second one that wants it. */
function otherStreams(context: RuleContext, spec: XEventStreamSpec): Issue[] {
  const { tree, path, documentIndex } = context;
  const others = tree.claims.filter(
    other =>
      other.claim.kind === 'XEventStream' &&
      (other.path !== path || other.documentIndex !== documentIndex),
  );
  return spec.subjects.flatMap((subject, index) =>
    others.flatMap(other => {
      const taken = subjectsOf(other.claim).find(item =>
        subjectsOverlap(item, subject),
      );
      return taken === undefined
        ? []
        : [
            errorIssue(
              'stream-overlap',
              `/spec/subjects/${index}`,
              `The subject "${subject}" overlaps "${taken}" of the stream "${other.claim.metadata.name}" of the tenant "${other.tenant}"; a message belongs to one stream. Choose another subject.`,
            ),
          ];
    }),
  );
}

/** Another claim as it is written: it may be wrong in itself. */
function subjectsOf({ spec }: Claim): string[] {
  const { subjects } = spec;
  return Array.isArray(subjects)
    ? subjects.filter(subject => typeof subject === 'string')
    : [];
}

function replicasExist(
  { environment }: RuleContext,
  { replicas }: XEventStreamSpec,
): Issue[] {
  return environment && replicas > environment.nats.replicas
    ? [
        {
          rule: 'stream-replicas',
          severity: 'warning',
          pointer: '/spec',
          message: `spec.replicas is ${replicas}, but NATS has ${environment.nats.replicas} server; the stream gets ${environment.nats.replicas} copy and does not survive its loss.`,
        },
      ]
    : [];
}

function interestNeedsConsumers({
  retention,
  consumers = [],
}: XEventStreamSpec): Issue[] {
  return retention === 'interest' && consumers.length === 0
    ? [
        {
          rule: 'stream-interest',
          severity: 'warning',
          pointer: '/spec/retention',
          message:
            'With retention "interest" and no consumer NATS keeps no message at all; add a consumer to spec.consumers.',
        },
      ]
    : [];
}
