import { LegoContext, objectMeta } from '../compose/LegoContext';
import { mainObjectName } from '../compose/mainObject';
import { KubernetesObject } from '../types';
import { EventConsumer, XEventStreamSpec } from './XEventStreamSpec';
import { deadLetterName, deadLetterSubject, streamName } from './streamNames';

type StreamContext = LegoContext<XEventStreamSpec>;

const MEBIBYTE = 1024 * 1024;
/** Thirty days in which somebody looks at what was given up. */
const DEAD_LETTER_AGE = '720h';
/** Room for some 50,000 references of 300 bytes. */
export const DEAD_LETTER_BYTES = 16 * MEBIBYTE;

/** How many servers keep a copy: as many as the claim asks for, but no more than there are. */
export function replicasOf({ spec, environment }: StreamContext): number {
  return Math.min(spec.replicas, environment.nats.replicas);
}

/** The stream itself. Its messages stay when the object goes. */
export function eventStream(
  context: StreamContext,
  main: string,
): KubernetesObject {
  const { spec, tenant, name } = context;
  return streamObject(context, main, {
    name: streamName(tenant, name),
    subjects: spec.subjects,
    retention: spec.retention,
    maxAge: spec.maxAge,
    maxBytes: spec.maxBytes,
    maxMsgSize: spec.maxMessageBytes,
    discard: spec.discard,
  });
}

/** The consumers whose failed messages are remembered; without acknowledgement nothing can fail. */
export function deadLetterConsumers({
  consumers = [],
}: XEventStreamSpec): EventConsumer[] {
  return consumers.filter(
    ({ deadLetter, ackPolicy }) => deadLetter && ackPolicy !== 'none',
  );
}

/**
 * The stream of references to messages that a consumer gave up; undefined when none was ever asked for.
 *
 * @remarks
 * JetStream publishes an advisory with stream, consumer and sequence, not the message, which stays in its stream as long as its limits allow.
 * Once made it stays, and gets nothing new when no consumer asks for it any more: taking it away would delete what it holds.
 */
export function deadLetterStream(
  context: StreamContext,
  main: string,
): KubernetesObject | undefined {
  const { spec, tenant, name, observed } = context;
  const wanted = deadLetterConsumers(spec).map(consumer =>
    deadLetterSubject(streamName(tenant, name), consumer.name),
  );
  const own = deadLetterName(tenant, name);
  return wanted.length > 0 || observed['dead-letters'] !== undefined
    ? streamObject(context, `${main}-dead`, {
        name: own,
        // NATS wants a subject; nobody may publish to this one.
        subjects: wanted.length > 0 ? wanted : [own],
        retention: 'limits',
        maxAge: DEAD_LETTER_AGE,
        maxBytes: DEAD_LETTER_BYTES,
        discard: 'old',
      })
    : undefined;
}

/** A durable pull consumer. NATS forgets its place when it is removed from the claim. */
export function eventConsumer(
  context: StreamContext,
  main: string,
  consumer: EventConsumer,
): KubernetesObject {
  const { tenant, name } = context;
  const { filterSubjects = [] } = consumer;
  return {
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind: 'Consumer',
    metadata: objectMeta(context, `${main}-${consumer.name}`),
    spec: {
      account: main,
      streamName: streamName(tenant, name),
      durableName: consumer.name,
      ackPolicy: consumer.ackPolicy,
      ackWait: consumer.ackWait,
      deliverPolicy: consumer.deliverPolicy,
      maxDeliver: consumer.maxDeliver,
      maxAckPending: consumer.maxAckPending,
      ...(filterSubjects.length > 0 ? { filterSubjects } : {}),
      preventDelete: false,
    },
  };
}

/** The controller's own defaults keep messages in memory, on one server, and delete them with the object. */
function streamObject(
  context: StreamContext,
  objectName: string,
  spec: { name: string } & Record<string, unknown>,
): KubernetesObject {
  return {
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind: 'Stream',
    metadata: objectMeta(context, objectName),
    spec: {
      ...spec,
      account: mainObjectName('XEventStream', context.name),
      storage: 'file',
      replicas: replicasOf(context),
      preventDelete: true,
    },
  };
}
