// Tries the password of a cache on a real server of the Redis protocol, with exactly the secret and the environment that the platform
// composes. Dragonfly itself is not run; it takes the same password by the same key. `npm test` runs it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RedisClient } from './cache/RedisClient.mjs';
import {
  ensureRedis,
  startRedis,
  versionOf,
  whereFrom,
} from './cache/redisServer.mjs';
import { environmentOf, makePassword, renderSecret } from './cache/secret.mjs';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { Problem, logsDir, projectDir } from './lib/project.mjs';
import { main } from './lib/steps.mjs';

await main(async () => {
  endChildrenOnSignals();
  mkdirSync(logsDir, { recursive: true });
  const program = await ensureRedis();
  if (!program) throw new Problem('There is no Redis to try.', whereFrom);
  console.log(versionOf(program));

  const composed = compose();
  assert.deepEqual(compose(), composed);
  const { cache, service } = composed;
  const main = cache.dragonfly.metadata.name;
  const password = makePassword(cache.password.spec);
  const text = JSON.stringify(composed);
  assert.ok(!text.includes(password));
  console.log(
    'ok  the composed objects are the same twice, and hold no password',
  );

  assert.equal(password.length, 32);
  assert.notEqual(makePassword(cache.password.spec), password);
  assert.equal(cache.credentials.spec.refreshPolicy, 'CreatedOnce');
  console.log('ok  a password of 32 characters is made at random, once');

  const secret = renderSecret(cache.credentials, { password });
  assert.equal(cache.credentials.spec.target.name, main);
  const { passwordFromSecret } = cache.dragonfly.spec.authentication;
  assert.equal(passwordFromSecret.name, main);
  const [container] = service.deployment.spec.template.spec.containers;
  const env = environmentOf(container, { [main]: secret });
  const url = new URL(env.REDIS_URL);
  assert.equal(url.hostname, env.REDIS_HOST);
  assert.equal(url.port, env.REDIS_PORT);
  assert.equal(decodeURIComponent(url.password), env.REDIS_PASSWORD);
  assert.equal(
    env.REDIS_HOST,
    `${main}.${cache.dragonfly.metadata.namespace}.svc`,
  );
  console.log('ok  REDIS_URL, REDIS_HOST, REDIS_PORT and REDIS_PASSWORD agree');

  const server = await startRedis(program, secret[passwordFromSecret.key]);
  try {
    await tellStory(server.port, { env, url, cache });
  } finally {
    await server.stop();
  }
});

async function tellStory(port, { env, url, cache }) {
  await withClient(port, async client => {
    assert.match(await client.send('GET', 'basket'), /^-NOAUTH/);
  });
  console.log('ok  nobody reads without a password');

  const { name, namespace } = cache.dragonfly.metadata;
  const guesses = [
    name,
    namespace,
    `${namespace}-${name}`,
    'redis',
    '',
  ].flatMap(guess => [guess, Buffer.from(guess).toString('base64')]);
  guesses.push(
    env.REDIS_PASSWORD.slice(0, -1),
    env.REDIS_PASSWORD.toLowerCase(),
  );
  for (const guess of guesses) {
    await withClient(port, async client => {
      assert.match(await client.send('AUTH', guess), /^-(WRONGPASS|ERR)/);
      assert.match(await client.send('GET', 'basket'), /^-NOAUTH/);
    });
  }
  console.log(
    `ok  ${guesses.length} wrong passwords are refused, those made of its name included`,
  );

  await withClient(port, async client => {
    assert.equal(await client.send('AUTH', env.REDIS_PASSWORD), '+OK');
    assert.equal(await client.send('SET', 'basket', 'three apples'), '+OK');
  });
  await withClient(port, async client => {
    const words = [url.username || 'default', decodeURIComponent(url.password)];
    assert.equal(await client.send('AUTH', ...words), '+OK');
    assert.equal(await client.send('GET', 'basket'), 'three apples');
  });
  console.log(
    'ok  the password of REDIS_PASSWORD writes, that of REDIS_URL reads',
  );
}

async function withClient(port, use) {
  const client = await RedisClient.open(port);
  try {
    await use(client);
  } finally {
    client.close();
  }
}

function compose() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(projectDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(projectDir, 'scripts/cache/compose.ts'),
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0)
    throw new Error(`The claims cannot be composed.\n${stderr}`);
  return JSON.parse(stdout);
}
