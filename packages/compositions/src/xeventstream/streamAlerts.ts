import { Alert } from '../compose/alerts';
import { LegoContext } from '../compose/LegoContext';
import { XEventStreamSpec } from './XEventStreamSpec';
import { deadLetterName, streamName } from './streamNames';
import { deadLetterConsumers } from './streams';

const FULL = 0.8;

/** The signs that messages are given up, wait for nobody, or find no room; from the exporter beside NATS. */
export function streamAlerts(context: LegoContext<XEventStreamSpec>): Alert[] {
  const { spec, tenant, name } = context;
  const account = `account="${tenant}"`;
  const stream = `${account},stream_name="${streamName(tenant, name)}"`;
  const dead = `${account},stream_name="${deadLetterName(tenant, name)}"`;
  const deadLetters: Alert = {
    name: 'EventStreamDeadLetters',
    expression: `max(increase(nats_stream_last_seq{${dead}}[15m])) > 0`,
    holdFor: '1m',
    severity: 'warning',
    summary: `A consumer of the stream "${name}" gave up messages. "${deadLetterName(
      tenant,
      name,
    )}" holds their sequence numbers.`,
  };
  const stalled: Alert = {
    name: 'EventConsumerStalled',
    expression: `max by (consumer_name) (nats_consumer_num_pending{${stream}}) > 0 and max by (consumer_name) (increase(nats_consumer_delivered_stream_seq{${stream}}[30m])) == 0`,
    holdFor: '15m',
    severity: 'warning',
    summary: `Messages wait in the stream "${name}", and a consumer takes none.`,
  };
  const full: Alert = {
    name: 'EventStreamNearlyFull',
    expression: `max(nats_stream_total_bytes{${stream}}) > ${Math.floor(
      spec.maxBytes * FULL,
    )}`,
    holdFor: '15m',
    severity: 'warning',
    summary: `The stream "${name}" is filled to four fifths. Then ${
      spec.discard === 'new'
        ? 'NATS refuses new messages'
        : 'NATS drops the oldest messages, taken or not'
    }. Raise spec.maxBytes, or look why nobody takes them.`,
  };
  return [
    ...(deadLetterConsumers(spec).length > 0 ? [deadLetters] : []),
    ...((spec.consumers ?? []).length > 0 ? [stalled] : []),
    // A stream that keeps by limits is always full in the end, and should be.
    ...(spec.retention === 'limits' && spec.discard === 'old' ? [] : [full]),
  ];
}
