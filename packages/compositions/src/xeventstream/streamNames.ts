/**
 * Name of a stream inside NATS: tenant and claim in upper case, as `ACME_ORDERS` or `ACME_ORDER_EVENTS`.
 *
 * @remarks
 * Two streams never share one: the name of a tenant holds no hyphen, and the name of a claim no underscore.
 */
export function streamName(tenant: string, claim: string): string {
  return `${tenant}_${claim}`.toUpperCase().replace(/-/g, '_');
}

/** Name of the stream of references to messages that were given up; the hyphen keeps it apart from every claim's stream. */
export function deadLetterName(tenant: string, claim: string): string {
  return `${streamName(tenant, claim)}-DEAD`;
}

/** Subject on which JetStream tells that a consumer gave up a message. */
export function deadLetterSubject(stream: string, consumer: string): string {
  return `$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.${stream}.${consumer}`;
}

/** Environment variable that holds the name of a stream. */
export function streamVariable(claim: string): string {
  return `STREAM_${claim.toUpperCase().replace(/-/g, '_')}`;
}
