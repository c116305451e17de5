import { jetstream, jetstreamManager } from '@nats-io/jetstream';

const QUICK_MS = 1500;

/** Connects the two users of a tenant, with the passwords that External Secrets would have made. */
export async function connectTenant({ cluster, passwords, tenant }) {
  const as = async (role, user) => {
    const connection = await cluster.connect({
      user,
      pass: passwords[`${role}_${tenant}`.toUpperCase()],
    });
    return {
      connection,
      js: jetstream(connection),
      manager: await jetstreamManager(connection, {
        checkAPI: false,
        timeout: QUICK_MS,
      }),
      /** Publishes without JetStream; rejects when the server refuses. */
      async publish(subject, text) {
        const refusal = firstError(connection);
        connection.publish(subject, text);
        // The refusal is on its way when the first answer comes, and here when the second one does.
        await connection.flush();
        await connection.flush();
        const error = refusal();
        if (error) throw error;
      },
      /** Subscribes without JetStream; rejects when the server refuses. */
      async subscribe(subject) {
        const messages = [];
        let refusal;
        connection.subscribe(subject, {
          callback: (error, message) => {
            if (error) refusal = error;
            else messages.push(message);
          },
        });
        await connection.flush();
        await connection.flush();
        if (refusal) throw refusal;
        return messages;
      },
    };
  };
  return {
    workload: await as('workload', tenant),
    controller: await as('controller', `${tenant}-controller`),
  };
}

/** Watches for an error of the connection that comes while something is tried. */
function firstError(connection) {
  let found;
  const statuses = connection.status();
  (async () => {
    for await (const status of statuses) {
      if (status.type === 'error') {
        found = status.error;
        return;
      }
    }
  })();
  return () => {
    statuses.stop?.();
    return found;
  };
}
