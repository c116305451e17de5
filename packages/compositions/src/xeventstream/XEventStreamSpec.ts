/** The spec of an XEventStream with its defaults applied. */
export interface XEventStreamSpec {
  subjects: string[];
  retention: 'limits' | 'interest' | 'workqueue';
  /** Go duration. */
  maxAge: string;
  maxBytes: number;
  maxMessageBytes: number;
  discard: 'old' | 'new';
  replicas: number;
  consumers?: EventConsumer[];
}

/** A durable pull consumer of a stream. */
export interface EventConsumer {
  name: string;
  /** Without it the consumer takes every message. */
  filterSubjects?: string[];
  ackPolicy: 'explicit' | 'all' | 'none';
  deliverPolicy: 'all' | 'new';
  /** Go duration. */
  ackWait: string;
  maxDeliver: number;
  maxAckPending: number;
  deadLetter: boolean;
}
