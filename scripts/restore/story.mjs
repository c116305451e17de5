import assert from 'node:assert/strict';
import { composeClaim } from './claims.mjs';
import { until } from './runProgram.mjs';

const backup = ['backup:', '  retentionDays: 30'];
const from = (claim, incarnation = 1) => [
  'restore:',
  '  from:',
  `    claim: ${claim}`,
  `    incarnation: ${incarnation}`,
];

/**
 * The life of the database of a shop: written, damaged, restored in each way that a claim can ask for, lost and rebuilt.
 *
 * @throws the first expectation that reality does not meet
 */
export async function tellStory({ restorer, store, gate }) {
  const spec = ['version: 17', ...backup];
  say('A claim "shop" is composed and its database is built.');
  const shop = await restorer.build({ name: 'shop', spec });
  const { bucket } = shop.written;
  await store.makeBucket(bucket);
  await create(shop);
  await write(shop, 1, 100, 'before the base backup');
  await takeBackup(restorer, store, shop);
  await write(shop, 101, 200, 'after the base backup');
  const lsn = await shop.postgres.sql('select pg_current_wal_insert_lsn()');
  say(`The log is at ${lsn}.`);
  await write(shop, 201, 300, 'after that position');
  const second = await nextSecond(shop);
  await shop.postgres.sql('delete from orders');
  say(`An accident, after ${second}: all orders are deleted.`);
  await write(shop, 301, 310, 'after the accident');
  await restorer.flush(shop);

  await refuseReuse({ store, gate, restorer }, shop);

  const targets = [
    ['second', [`targetTime: '${second}'`], '300 1 300'],
    ['position', [`targetLSN: ${lsn}`], '200 1 200'],
    ['backup', await backupTarget(store, shop), '100 1 100'],
    ['latest', [], '10 301 310'],
  ];
  for (const [word, lines, expected] of targets) {
    const name = `shop-${word}`;
    const claim = { name, spec: [...spec, ...nest(from('shop'), lines)] };
    const restored = await restorer.build(claim);
    await expectOrders(restored, expected);
    await expectOwnArchive(restorer, store, restored);
    await restored.postgres.stop();
  }

  await refuseFuture(restorer, spec);
  await loseAndRebuild({ restorer, store }, { shop, spec });
}

/** The cluster dies; the claim is rebuilt from its own archive, and later a second time, to a second of its second life. */
async function loseAndRebuild({ restorer, store }, { shop, spec }) {
  const rebuilt = [...spec, 'incarnation: 2', ...from('shop')];
  const running = {
    cluster: shop.outcome.composition.resources.cluster.object,
  };
  const early = composeClaim({
    name: 'shop',
    spec: rebuilt,
    previous: spec,
    observed: running,
  });
  assert.equal(early.result, 'fatal');
  say(`While the cluster lives, incarnation 2 is refused: ${early.message}`);

  await write(shop, 311, 320, 'and archived');
  await restorer.flush(shop);
  await shop.postgres.stop('immediate');
  say('The cluster and its disks are lost.');

  const second = await restorer.build({
    name: 'shop',
    spec: rebuilt,
    previous: spec,
  });
  await expectOrders(second, '20 301 320');
  await expectOwnArchive(restorer, store, second);
  await takeBackup(restorer, store, second);
  await write(second, 321, 330, 'in the second life');
  const moment = await nextSecond(second);
  await second.postgres.sql('drop table orders');
  say(`Another accident, after ${moment}: the table is dropped.`);
  await restorer.flush(second);
  await second.postgres.stop('immediate');

  const third = await restorer.build({
    name: 'shop',
    spec: [
      ...spec,
      'incarnation: 3',
      ...nest(from('shop', 2), [`targetTime: '${moment}'`]),
    ],
    previous: rebuilt,
  });
  await expectOrders(third, '30 301 330');
  await expectOwnArchive(restorer, store, third);
}

/** A second database that writes the archive of the first is kept from it, whoever made the mistake. */
async function refuseReuse({ store, gate, restorer }, shop) {
  const used = await store.checkEmpty(shop.written);
  assert.notEqual(used.status, 0);
  say(
    `barman-cloud-check-wal-archive refuses "${
      shop.written.serverName
    }": ${lastLine(used.stderr)}`,
  );
  const intruder = await restorer.build({
    name: 'intruder',
    spec: ['version: 17'],
  });
  const { postgres } = intruder;
  await postgres.stop();
  const before = (await store.list(shop.written.bucket, 'acme/shop-17-1/'))
    .length;
  postgres.configure(gate.settingsFor(postgres, { written: shop.written }));
  await postgres.start();
  await postgres.sql('create table wrong (); select pg_switch_wal()');
  await until('the wrong archive is refused', () => gate.refusals.length > 0);
  await postgres.stop('immediate');
  const after = (await store.list(shop.written.bucket, 'acme/shop-17-1/'))
    .length;
  assert.equal(after, before);
  say(`A foreign database told to write there got: ${gate.refusals.pop()}`);
}

async function create({ postgres }) {
  await postgres.sql(
    'create table orders (id int primary key, placed_at timestamptz not null default clock_timestamp(), note text)',
  );
}

async function write({ postgres }, first, last, note) {
  await postgres.sql(
    `insert into orders (id, note) select id, '${note}' from generate_series(${first}, ${last}) id`,
  );
  say(`Orders ${first} to ${last} are written, ${note}.`);
}

async function takeBackup(restorer, store, database) {
  await store.backup(database.written, database.postgres);
  const backups = await store.listBackups(database.written);
  say(
    `A base backup "${backups.at(-1).backup_id}" is taken into "${
      database.written.serverName
    }".`,
  );
}

async function backupTarget(store, { written }) {
  const [{ backup_id: id }] = await store.listBackups(written);
  return [`backupID: ${id}`];
}

/** Returns the next whole second of the server, after which the server has gone on for a while. */
async function nextSecond({ postgres }) {
  return postgres.sql(
    `with moment as materialized (select date_trunc('second', clock_timestamp()) + interval '1 second' as at),
      waited as materialized (select at, pg_sleep_until(at + interval '200 milliseconds') from moment)
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from waited`,
  );
}

async function expectOrders({ postgres, origin, target }, expected) {
  const found = await postgres.sql(
    "select count(*) || ' ' || min(id) || ' ' || max(id) from orders",
  );
  const [count, first, last] = found.split(' ');
  say(
    `"${postgres.name}" is restored from "${origin.serverName}" to ${describe(
      target,
    )}: ${count} orders, ${first} to ${last}.`,
  );
  assert.equal(found, expected);
  if (target?.targetTime) {
    const later = await postgres.sql(
      `select count(*) from orders where placed_at > '${target.targetTime}'`,
    );
    assert.equal(later, '0');
  }
}

/** A restored database writes an archive of its own, and leaves the one that it came from as it was. */
async function expectOwnArchive(restorer, store, database) {
  const { postgres, origin, written } = database;
  assert.notEqual(written.serverName, origin.serverName);
  const listing = ({ bucket, serverName }) =>
    store.list(bucket, `acme/${serverName}/wals/`);
  const before = timelinesOf(await listing(origin));
  await postgres.sql(
    'create table if not exists mark (at timestamptz); insert into mark values (now())',
  );
  await restorer.flush(database);
  const own = timelinesOf(await listing(written));
  assert.equal(own.length, 1);
  assert.ok(own[0] > before.at(-1), 'The timeline is not a new one.');
  assert.deepEqual(timelinesOf(await listing(origin)), before);
  say(
    `It archives its timeline ${Number(own[0])} to "${written.serverName}"; "${
      origin.serverName
    }" still has only ${before.map(Number)}.`,
  );
}

/** The timelines that have segments in an archive, in order. */
function timelinesOf(keys) {
  const found = keys.flatMap(
    key => /\/wals\/([0-9A-F]{8})[0-9A-F]{8}\//.exec(key)?.[1] ?? [],
  );
  return [...new Set(found)].sort();
}

/** PostgreSQL would rather not start than stop before the second it was asked for. */
async function refuseFuture(restorer, spec) {
  const targetTime = '2099-01-01T00:00:00Z';
  const claim = {
    name: 'shop-future',
    spec: [...spec, ...nest(from('shop'), [`targetTime: '${targetTime}'`])],
  };
  await assert.rejects(
    restorer.build(claim),
    /recovery ended before configured recovery target was reached/,
  );
  say(
    `A restore to ${targetTime}, after which nothing was written, ends with an error instead of other data.`,
  );
}

function nest(block, lines) {
  return [...block, ...lines.map(line => `  ${line}`)];
}

function describe(target) {
  if (target?.backupID) return `the base backup ${target.backupID}`;
  return target?.targetTime ?? target?.targetLSN ?? 'the end of the archive';
}

function lastLine(text) {
  return text.trim().split('\n').pop();
}

function say(sentence) {
  console.log(`- ${sentence}`);
}
