import { stringAt } from '../../document/plain';
import { ParsedClaim } from '../../tree/PlatformTree';
import { Issue, errorIssue } from '../Issue';
import { Rule, RuleContext } from './Rule';

/** A consumer that a service takes from stays, and is taken from by one service only. */
export const consumerUse: Rule = context => {
  switch (context.claim.kind) {
    case 'XEventStream':
      return missingConsumers(context);
    case 'XEventDrivenService':
      return sharedConsumer(context);
    default:
      return [];
  }
};

/** The event-driven services of the tenant that take from a stream. */
function servicesOf(
  { tree, tenant }: RuleContext,
  stream: string,
): ParsedClaim[] {
  return tree.claims.filter(
    ({ claim, tenant: owner }) =>
      claim.kind === 'XEventDrivenService' &&
      owner === tenant &&
      stringAt(claim.spec, 'stream', 'claim') === stream,
  );
}

function missingConsumers(context: RuleContext): Issue[] {
  const { claim } = context;
  const consumers = Array.isArray(claim.spec.consumers)
    ? claim.spec.consumers.map(consumer => stringAt(consumer, 'name'))
    : [];
  return servicesOf(context, claim.metadata.name).flatMap(service => {
    const consumer = stringAt(service.claim.spec, 'stream', 'consumer');
    return consumer === undefined || consumers.includes(consumer)
      ? []
      : [
          errorIssue(
            'consumer-in-use',
            claim.spec.consumers === undefined ? '/spec' : '/spec/consumers',
            `The XEventDrivenService "${service.claim.metadata.name}" takes from the consumer "${consumer}", which this stream does not have; keep it, or change the service first.`,
          ),
        ];
  });
}

/** Two services at one consumer get some of the messages each, which is hardly ever meant. */
function sharedConsumer(context: RuleContext): Issue[] {
  const { claim, path, documentIndex } = context;
  const stream = stringAt(claim.spec, 'stream', 'claim') ?? '';
  const consumer = stringAt(claim.spec, 'stream', 'consumer');
  return servicesOf(context, stream)
    .filter(
      other =>
        (other.path !== path || other.documentIndex !== documentIndex) &&
        stringAt(other.claim.spec, 'stream', 'consumer') === consumer,
    )
    .map(other => ({
      rule: 'shared-consumer',
      severity: 'warning',
      pointer: '/spec/stream/consumer',
      message: `The XEventDrivenService "${other.claim.metadata.name}" takes from the consumer "${consumer}" too; each message goes to one of the two. Give each service a consumer of its own.`,
    }));
}
