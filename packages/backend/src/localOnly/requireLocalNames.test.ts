import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Router } from 'express';
import { precompressedHttpRouter } from '../precompressedHttpRouter';

jest.setTimeout(60_000);

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (typeof address === 'string' || !address) throw new Error('no port');
  return address.port;
}

/** Hands out a secret to whoever asks, as the guest sign-in does. */
const openPlugin = createBackendPlugin({
  pluginId: 'open',
  register(reg) {
    reg.registerInit({
      deps: { http: coreServices.rootHttpRouter },
      async init({ http }) {
        const router = Router();
        router.use('/secret', (_req, res) => {
          res.json({ token: 'the secret' });
        });
        http.use('/open', router);
      },
    });
  },
});

async function start(host: string) {
  const port = await findFreePort();
  const baseUrl = `http://localhost:${port}`;
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl },
        backend: { baseUrl, listen: { host, port: String(port) } },
      },
    }),
  );
  backend.add(mockServices.rootLogger.factory());
  backend.add(precompressedHttpRouter);
  backend.add(openPlugin);
  await backend.start();
  const send = (
    headers: Record<string, string>,
    { method = 'POST', path = '/open/secret' } = {},
  ) =>
    new Promise<{ status?: number; text: string }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, method, path, headers }, async res => {
        let text = '';
        for await (const chunk of res) text += chunk;
        resolve({ status: res.statusCode, text });
      })
        .on('error', reject)
        .end();
    });
  return { port, send, stop: () => backend.stop() };
}

describe('a portal on loopback', () => {
  let portal: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    portal = await start('127.0.0.1');
  });
  afterAll(() => portal.stop());
  const fill = (text: string) => text.replace('PORT', String(portal.port));

  it.each(['localhost:PORT', '127.0.0.1:PORT', '[::1]:PORT', 'LOCALHOST:PORT'])(
    'answers to the name %s',
    async host => {
      const { status, text } = await portal.send({ host: fill(host) });
      expect({ status, text }).toEqual({
        status: 200,
        text: '{"token":"the secret"}',
      });
    },
  );

  it.each([
    'evil.example',
    'evil.example:PORT',
    'localhost',
    'localhost:1',
    'localhost.evil.example:PORT',
    'localhost:PORT.evil.example',
    'localhost:PORT@evil.example',
    '127.0.0.1.nip.io:PORT',
    '0.0.0.0:PORT',
    '127.0.0.2:PORT',
    '[::ffff:127.0.0.1]:PORT',
    '2130706433:PORT',
    ' ',
  ])('gives nothing to a page that was loaded from %s', async host => {
    for (const method of ['GET', 'POST']) {
      const { status, text } = await portal.send(
        { host: fill(host) },
        { method },
      );
      expect(status).toBe(403);
      expect(text).toContain('NotAllowedError');
      expect(text).not.toContain('the secret');
    }
  });

  it('does not believe a forwarded name', async () => {
    const { status } = await portal.send({
      host: 'evil.example',
      'x-forwarded-host': fill('localhost:PORT'),
      forwarded: fill('host=localhost:PORT'),
    });
    expect(status).toBe(403);
  });

  it.each(['http://localhost:PORT', 'http://127.0.0.1:PORT'])(
    'answers its own pages at %s',
    async origin => {
      const headers = { host: fill('localhost:PORT'), origin: fill(origin) };
      expect((await portal.send(headers)).status).toBe(200);
    },
  );

  it.each([
    'null',
    '',
    'https://evil.example',
    'http://localhost',
    'http://localhost:1',
    'https://localhost:PORT',
    'http://localhost:PORT.evil.example',
    'http://evil.example:PORT',
    'file://',
    'chrome-extension://abcdef',
  ])('gives nothing to a page of the origin "%s"', async origin => {
    const { status, text } = await portal.send({
      host: fill('localhost:PORT'),
      origin: fill(origin),
      'content-type': 'text/plain',
    });
    expect(status).toBe(403);
    expect(text).not.toContain('the secret');
  });

  it('guards the pages and the health routes as well', async () => {
    for (const path of ['/', '/static/a.js', '/.backstage/health/v1/readiness'])
      expect(
        (await portal.send({ host: 'evil.example' }, { method: 'GET', path }))
          .status,
      ).toBe(403);
  });

  it('says which name to use, without the control characters of the wrong one', async () => {
    const { text } = await portal.send({ host: `x\t${'y'.repeat(5000)}` });
    expect(text).toContain(fill('use localhost:PORT'));
    expect(text.length).toBeLessThan(1000);
  });
});

describe('a portal on every interface', () => {
  it('lets nobody cancel scheduled tasks', async () => {
    const portal = await start('0.0.0.0');
    try {
      const { status } = await portal.send(
        { host: 'portal.example.com' },
        { path: '/api/open/.backstage/scheduler/v1/tasks/a/cancel' },
      );
      expect(status).toBe(403);
    } finally {
      await portal.stop();
    }
  });

  it('leaves names to the proxy in front of it', async () => {
    const portal = await start('0.0.0.0');
    try {
      const { status } = await portal.send({ host: 'portal.example.com' });
      expect(status).toBe(200);
    } finally {
      await portal.stop();
    }
  });
});
