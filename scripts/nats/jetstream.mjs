const UNITS = { h: 3_600_000_000_000, m: 60_000_000_000, s: 1_000_000_000 };

/** What NACK asks JetStream for when it sees a Stream; what it does not say is the server's default. */
export function toStreamConfig({ spec }) {
  return {
    name: spec.name,
    subjects: spec.subjects,
    retention: spec.retention,
    max_age: toNanoseconds(spec.maxAge),
    max_bytes: spec.maxBytes,
    max_msg_size: spec.maxMsgSize ?? -1,
    discard: spec.discard,
    storage: spec.storage,
    num_replicas: spec.replicas,
  };
}

/** What NACK asks JetStream for when it sees a Consumer. */
export function toConsumerConfig({ spec }) {
  return {
    durable_name: spec.durableName,
    ack_policy: spec.ackPolicy,
    ack_wait: toNanoseconds(spec.ackWait),
    deliver_policy: spec.deliverPolicy,
    max_deliver: spec.maxDeliver,
    max_ack_pending: spec.maxAckPending,
    ...(spec.filterSubjects ? { filter_subjects: spec.filterSubjects } : {}),
  };
}

/** A Go duration such as `1h30m` in nanoseconds. */
function toNanoseconds(duration) {
  return [...duration.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit],
    0,
  );
}
