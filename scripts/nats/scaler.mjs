/**
 * What KEDA's nats-jetstream scaler makes of the figures of NATS.
 *
 * It asks any server, learns from the consumer who leads it, and believes only the leader. Messages that wait and messages in work count
 * alike; without the consumer it counts every message ever published.
 *
 * @param ask - `(server, path)` to the parsed answer of a monitoring endpoint.
 * @param trigger - The trigger of a composed ScaledObject.
 */
export async function readLag({ ask, servers, trigger }) {
  const { account, stream, consumer } = trigger.metadata;
  const path = `/jsz?acc=${account}&consumers=true&config=true`;
  const first = find(await ask(servers[0], path), trigger.metadata);
  const leader = first?.consumer?.cluster?.leader ?? servers[0];
  const found = find(await ask(leader, path), trigger.metadata);
  if (!found) return { leader, stream, consumer, lag: 0 };
  const { num_pending: waiting, num_ack_pending: working } =
    found.consumer ?? {};
  return {
    leader,
    waiting,
    working,
    lag: found.consumer ? waiting + working : found.stream.state.last_seq,
  };
}

/** How many copies KEDA and the autoscaler want: none while nothing waits, else one a threshold, within the bounds. */
export function replicasFor({ lag, scaledObject }) {
  const { minReplicaCount, maxReplicaCount, triggers } = scaledObject.spec;
  const { lagThreshold, activationLagThreshold } = triggers[0].metadata;
  const active = lag > Number(activationLagThreshold);
  const wanted = active ? Math.ceil(lag / Number(lagThreshold)) : 0;
  return Math.min(
    Math.max(wanted, active ? Math.max(minReplicaCount, 1) : minReplicaCount),
    maxReplicaCount,
  );
}

function find(answer, { account, stream, consumer }) {
  const { stream_detail: streams = [] } =
    (answer.account_details ?? []).find(({ name }) => name === account) ?? {};
  const detail = streams.find(({ name }) => name === stream);
  return (
    detail && {
      stream: detail,
      consumer: (detail.consumer_detail ?? []).find(
        ({ name }) => name === consumer,
      ),
    }
  );
}
