import assert from 'node:assert/strict';
import { until } from '../restore/runProgram.mjs';
import { part, refused, say, seen } from './expect.mjs';
import { toConsumerConfig, toStreamConfig } from './jetstream.mjs';
import { readLag, replicasFor } from './scaler.mjs';
import { connectTenant } from './tenants.mjs';

/**
 * The life of streams of two tenants on three servers, all of it configured and created as the platform composes it.
 *
 * @throws the first expectation that the servers do not meet
 */
export async function tellStory({ cluster, passwords, values, composed }) {
  tryConfigurations({ cluster, passwords, values });
  await cluster.start();
  await tryStrangers({ cluster, passwords });
  const acme = await connectTenant({ cluster, passwords, tenant: 'acme' });
  const globex = await connectTenant({ cluster, passwords, tenant: 'globex' });
  await createStreams({ acme, globex }, composed);
  await tryOtherTenant({ acme, globex });
  await tryChanges({ acme });
  await scaleByLag({ cluster, acme }, composed.worker['scaled-object']);
  await giveUp({ acme });
  await workQueue({ acme });
  await loseServers({ cluster, acme });
}

function tryConfigurations({ cluster, passwords, values }) {
  part('The configuration that the chart makes of the values');
  const [{ config }] = cluster.servers;
  assert.equal(cluster.test(config).status, 0, cluster.test(config).output);
  seen('the server takes it, with a password that begins with "1e5x"');
  const bare = cluster.test(config, passwords);
  assert.notEqual(bare.status, 0);
  assert.match(bare.output, /could not be parsed/);
  say('  refused  the same password without the quotes that the secret adds');
  const limits = { max_file: '<< 500Gi >>' };
  const { output } = cluster.dieOf(withLimits(values, limits));
  assert.match(output, /insufficient storage resources/);
  say(
    '  refused  an account with the 500 GiB of its quota – a single server does not start: it is more than its disk',
  );
}

function withLimits(values, limits) {
  const changed = structuredClone(values);
  Object.assign(changed.config.merge.accounts.acme.jetstream, limits);
  return changed;
}

async function tryStrangers({ cluster, passwords }) {
  part('Who gets in');
  const options = { reconnect: false };
  await refused('nobody', /authorization violation/i, () =>
    cluster.connect(options),
  );
  await refused('acme with a wrong password', /authorization violation/i, () =>
    cluster.connect({ ...options, user: 'acme', pass: 'guess' }),
  );
  await refused(
    'acme with the password of globex',
    /authorization violation/i,
    () =>
      cluster.connect({
        ...options,
        user: 'acme',
        pass: passwords.WORKLOAD_GLOBEX,
      }),
  );
}

async function createStreams(tenants, composed) {
  part('Streams and consumers, as they are composed');
  for (const objects of Object.values(composed)) {
    for (const object of Object.values(objects)) {
      const { manager } =
        tenants[object.metadata.namespace ?? '']?.controller ?? {};
      if (object.kind === 'Stream') {
        await createStream(manager, object);
      }
    }
    for (const object of Object.values(objects)) {
      if (object.kind === 'Consumer') {
        const { manager } = tenants[object.metadata.namespace].controller;
        await createConsumer(manager, object);
      }
    }
  }
}

async function createStream(manager, object) {
  const asked = toStreamConfig(object);
  const { config } = await manager.streams.add(asked);
  for (const [key, value] of Object.entries(asked)) {
    assert.deepEqual(config[key], value, `${asked.name}: ${key}`);
  }
  seen(
    `stream ${asked.name}: ${asked.retention}, ${asked.storage}, ${
      asked.num_replicas
    } copies, ${asked.subjects.join(' ')}`,
  );
}

async function createConsumer(manager, object) {
  const asked = toConsumerConfig(object);
  const { streamName } = object.spec;
  const { config } = await manager.consumers.add(streamName, asked);
  for (const [key, value] of Object.entries(asked)) {
    assert.deepEqual(config[key], value, `${asked.durable_name}: ${key}`);
  }
  seen(
    `consumer ${streamName} ${asked.durable_name}: ${asked.ack_policy}, at most ${asked.max_deliver} times`,
  );
}

async function tryOtherTenant({ acme, globex }) {
  part('Tenants do not meet');
  const permission = /permissions violation/i;
  await refused('globex publishes to acme.orders.created', permission, () =>
    globex.workload.publish('acme.orders.created', 'x'),
  );
  await refused('globex subscribes to acme.>', permission, () =>
    globex.workload.subscribe('acme.>'),
  );
  await refused('globex subscribes to everything', permission, () =>
    globex.workload.subscribe('>'),
  );
  await refused('globex asks for the stream of acme', /stream not found/, () =>
    globex.workload.manager.streams.info('ACME_ORDERS'),
  );
  await refused(
    'globex takes from the consumer of acme',
    /not found|no responders/i,
    () => globex.workload.js.consumers.get('ACME_ORDERS', 'billing'),
  );
  await refused(
    'the controller of globex changes the stream of acme',
    /stream not found/,
    () => globex.controller.manager.streams.info('ACME_ORDERS'),
  );
  // Both may subscribe to replies, so that this is the wall of the accounts alone.
  const overheard = await globex.workload.subscribe('_INBOX.>');
  const heard = await acme.workload.subscribe('_INBOX.>');
  await acme.workload.publish('_INBOX.secret', 'for acme');
  await until('acme hears its own message', () => heard.length > 0);
  await globex.workload.connection.flush();
  assert.deepEqual(overheard, []);
  seen('a subject that both may use carries nothing from acme to globex');
  const names = [];
  for await (const name of globex.workload.manager.streams.names()) {
    names.push(name);
  }
  assert.deepEqual(names, ['GLOBEX_LEDGER_EVENTS']);
  seen(`all that globex sees: ${names.join(', ')}`);
}

async function tryChanges({ acme }) {
  part('What the users of one tenant may not');
  const permission = /permissions violation/i;
  const { workload, controller } = acme;
  const name = 'ACME_ORDERS';
  for (const [what, change] of [
    ['deletes', m => m.streams.delete(name)],
    ['purges', m => m.streams.purge(name)],
  ]) {
    await refused(`a workload ${what} its stream`, permission, () =>
      change(workload.manager),
    );
    await refused(`the controller ${what} a stream`, permission, () =>
      change(controller.manager),
    );
  }
  await refused('a workload makes a stream', permission, () =>
    workload.manager.streams.add({ name: 'OWN', subjects: ['acme.own'] }),
  );
  await refused('a workload makes a consumer', permission, () =>
    workload.manager.consumers.add(name, { durable_name: 'own' }),
  );
  await refused('the controller publishes', permission, () =>
    controller.publish('acme.orders.created', 'x'),
  );
  await refused('the controller reads a message', permission, () =>
    controller.manager.streams.getMessage(name, { seq: 1 }),
  );
  await refused('a stream larger than the disks', /insufficient/, () =>
    controller.manager.streams.add({
      name: 'ACME_HUGE',
      subjects: ['acme.huge'],
      storage: 'file',
      num_replicas: 3,
      max_bytes: 100 * 1024 ** 3,
    }),
  );
  await refused('a second stream takes acme.orders.created', /overlap/, () =>
    controller.manager.streams.add({
      name: 'ACME_OTHER',
      subjects: ['acme.orders.created'],
      storage: 'file',
    }),
  );
}

async function scaleByLag({ cluster, acme }, scaledObject) {
  part('Scaling by the figures of NATS');
  const [trigger] = scaledObject.spec.triggers;
  const servers = cluster.servers.map(({ name }) => name);
  const ask = (server, path) => cluster.ask(server, path);
  const copies = async expected => {
    let read;
    await until(`the lag is ${expected.lag}`, async () => {
      read = await readLag({ ask, servers, trigger });
      return read.lag === expected.lag;
    });
    const replicas = replicasFor({ lag: read.lag, scaledObject });
    assert.equal(replicas, expected.replicas);
    seen(
      `${read.waiting} wait, ${read.working} in work, one copy for ${trigger.metadata.lagThreshold}: ${replicas} copies (leader ${read.leader})`,
    );
  };
  const varz = await cluster.ask(servers[0], '/varz');
  assert.equal(varz.connect_urls, undefined);
  assert.equal(varz.server_name, servers[0]);
  seen('servers are found by their names, which are those of the pods');
  await copies({ lag: 0, replicas: 0 });
  for (let index = 0; index < 25; index += 1) {
    await acme.workload.js.publish('acme.orders.created', `order ${index}`);
  }
  await acme.workload.js.publish('acme.orders.paid', 'not for billing');
  await copies({ lag: 25, replicas: 3 });
  const consumer = await acme.workload.js.consumers.get(
    'ACME_ORDERS',
    'billing',
  );
  const messages = await fetchAll(consumer, 7);
  await copies({ lag: 25, replicas: 3 });
  await Promise.all(messages.map(message => message.ackAck()));
  await copies({ lag: 18, replicas: 2 });
  const rest = await fetchAll(consumer, 18);
  await Promise.all(rest.map(message => message.ackAck()));
  await copies({ lag: 0, replicas: 0 });
  const unknown = {
    metadata: { ...trigger.metadata, consumer: 'nobody' },
  };
  const { lag } = await readLag({ ask, servers, trigger: unknown });
  assert.equal(lag, 26);
  seen(
    'for a consumer that does not exist KEDA would count all 26 messages for ever: validation asks for it',
  );
}

async function giveUp({ acme }) {
  part('A message that nobody can work on');
  const { js, manager } = acme.workload;
  const { seq } = await js.publish('acme.orders.created', 'poison');
  const consumer = await js.consumers.get('ACME_ORDERS', 'billing');
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const [message] = await fetchAll(consumer, 1);
    assert.equal(message.info.deliveryCount, attempt);
    message.nak();
  }
  assert.equal(await consumer.next({ expires: 1000 }), null);
  seen('after 5 attempts it is not handed out again');
  let reference;
  await until('the dead letter is stored', async () => {
    const { state } = await manager.streams.info('ACME_ORDERS-DEAD');
    if (state.messages === 0) return false;
    reference = await manager.streams.getMessage('ACME_ORDERS-DEAD', {
      seq: state.last_seq,
    });
    return true;
  });
  const advisory = reference.json();
  assert.equal(advisory.stream_seq, seq);
  assert.equal(advisory.deliveries, 5);
  assert.doesNotMatch(reference.string(), /poison/);
  seen(`NATS tells so on ${reference.subject}`);
  seen(
    `a reference without the message: consumer ${advisory.consumer}, sequence ${advisory.stream_seq}`,
  );
  const original = await manager.streams.getMessage('ACME_ORDERS', {
    seq: advisory.stream_seq,
  });
  assert.equal(original.string(), 'poison');
  seen('the message itself is still in its stream');
}

async function workQueue({ acme }) {
  part('A work queue');
  const { js, manager } = acme.workload;
  const name = 'ACME_THUMBNAIL_JOBS';
  await js.publish('acme.thumbnails.small.1', 'a');
  await refused('a message above maxMessageBytes', /size|maximum/i, () =>
    js.publish('acme.thumbnails.small.1', new Uint8Array(65537)),
  );
  const consumer = await js.consumers.get(name, 'small');
  const [message] = await fetchAll(consumer, 1);
  await message.ackAck();
  await until('the message left the queue', async () => {
    const { state } = await manager.streams.info(name);
    return state.messages === 0;
  });
  seen('a message leaves it when it is acknowledged');
  const { connection } = acme.workload;
  assert.equal(connection.info.max_payload, 8 * 1024 * 1024);
  seen('the server lets 8 MiB through, the most that a claim may ask for');
}

async function loseServers({ cluster, acme }) {
  part('Servers go');
  const { js, manager, connection } = acme.workload;
  const { cluster: raft } = await manager.streams.info('ACME_ORDERS');
  await cluster.stop([raft.leader]);
  await until('another server leads', () =>
    js.publish('acme.orders.created', 'after the loss').then(
      () => true,
      () => false,
    ),
  );
  seen(`${raft.leader}, which led ACME_ORDERS, is ended; publishing goes on`);
  await cluster.stop();
  await cluster.start();
  await until('the clients are back', () =>
    connection.flush().then(
      () => true,
      () => false,
    ),
  );
  let state;
  await until('the stream is back', async () => {
    state = await manager.streams.info('ACME_ORDERS').then(
      info => info.state,
      () => undefined,
    );
    return state !== undefined;
  });
  assert.ok(state.messages >= 28, `only ${state.messages} messages`);
  const last = await manager.streams.getMessage('ACME_ORDERS', {
    seq: state.last_seq,
  });
  assert.equal(last.string(), 'after the loss');
  seen(
    `all servers are ended and started: ${state.messages} messages are there`,
  );
}

async function fetchAll(consumer, count) {
  const messages = [];
  const batch = await consumer.fetch({ max_messages: count, expires: 5000 });
  for await (const message of batch) messages.push(message);
  assert.equal(messages.length, count);
  return messages;
}
