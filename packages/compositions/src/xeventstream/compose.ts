import { throwFirst } from '../claim/refusals';
import { prometheusRule } from '../compose/alerts';
import { LegoContext, readSpec } from '../compose/LegoContext';
import { mainObjectName } from '../compose/mainObject';
import { protectUsage } from '../compose/protect';
import { toComposition } from '../compose/toComposition';
import { Composition } from '../types';
import { XEventStreamSpec } from './XEventStreamSpec';
import { eventStreamRefusals } from './refusals';
import { streamAlerts } from './streamAlerts';
import {
  controllerCredentials,
  streamAccount,
  streamCredentials,
} from './streamCredentials';
import { deadLetterName, streamName } from './streamNames';
import {
  deadLetterStream,
  eventConsumer,
  eventStream,
  replicasOf,
} from './streams';

/**
 * Composes an event stream: the stream and its consumers inside NATS, the credentials for both sides, dead letters and alerts.
 *
 * @throws {@link ClaimError} if a subject is not the tenant's, or NATS would refuse the stream.
 */
export function composeEventStream(
  base: Omit<LegoContext<unknown>, 'spec'>,
): Composition {
  const spec = readSpec<XEventStreamSpec>(base.claim, [
    'subjects',
    'retention',
    'maxAge',
    'maxBytes',
    'maxMessageBytes',
    'discard',
    'replicas',
  ]);
  const context = { ...base, spec };
  const { tenant, name, environment } = context;
  throwFirst(eventStreamRefusals(context));
  const main = mainObjectName('XEventStream', name);
  const { consumers = [] } = spec;
  const deadLetters = deadLetterStream(context, main);
  const alerts = streamAlerts(context);
  return toComposition({
    context,
    resources: {
      account: streamAccount(context, main),
      credentials: streamCredentials(context, main),
      'controller-credentials': controllerCredentials(context, main),
      stream: eventStream(context, main),
      ...Object.fromEntries(
        consumers.map(consumer => [
          `consumer-${consumer.name}`,
          eventConsumer(context, main, consumer),
        ]),
      ),
      'dead-letters': deadLetters,
      alerts:
        alerts.length > 0 ? prometheusRule(context, main, alerts) : undefined,
      protect: protectUsage(context),
    },
    status: {
      endpoint: environment.nats.url.replace('nats://', ''),
      secretName: main,
      streamName: streamName(tenant, name),
      consumers: consumers.map(consumer => consumer.name),
      ...(deadLetters
        ? { deadLetterStream: deadLetterName(tenant, name) }
        : {}),
    },
    warnings: replicaWarnings(context),
  });
}

/** More copies than servers cannot be; fewer are made, and said. */
function replicaWarnings(context: LegoContext<XEventStreamSpec>): string[] {
  const replicas = replicasOf(context);
  return replicas < context.spec.replicas
    ? [
        `The stream "${context.name}" asks for ${context.spec.replicas} copies, but NATS has ${context.environment.nats.replicas} server; it gets ${replicas}.`,
      ]
    : [];
}
