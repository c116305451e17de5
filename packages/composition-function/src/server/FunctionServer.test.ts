/**
 * The server over real gRPC with mutual TLS.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChannelCredentials,
  logVerbosity,
  setLogVerbosity,
  status,
} from '@grpc/grpc-js';
import {
  Identity,
  TestAuthority,
  writeCertificates,
} from '../__testUtils__/certificates';
import { TestClient, createCredentials } from '../__testUtils__/clients';
import { readPlatform } from '../__testUtils__/platform';
import { createRequest, toObserved } from '../__testUtils__/requests';
import { sdk } from '../__testUtils__/sdk';
import { runFunction } from '../compose/runFunction';
import { FunctionServer, Handler } from './FunctionServer';
import { createInsecureCredentials, readCredentials } from './readCredentials';

const FUNCTION = 'apiextensions.fn.proto.v1.FunctionRunnerService';
const { environment, examples } = readPlatform();

let folder: string;
let authority: TestAuthority;
let identity: Identity;
const clients: TestClient[] = [];
const servers: FunctionServer[] = [];

beforeAll(async () => {
  setLogVerbosity(logVerbosity.NONE);
  folder = mkdtempSync(join(tmpdir(), 'function-'));
  authority = await TestAuthority.create();
  identity = await authority.issue('client');
  writeCertificates(
    folder,
    authority.certificate,
    await authority.issue('server'),
  );
});

afterEach(async () => {
  clients.splice(0).forEach(client => client.close());
  await Promise.all(
    servers.splice(0).map(server => server.stop({ timeoutMs: 1000 })),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function startServer(
  handler: Handler = request => runFunction({ sdk, request }),
): Promise<FunctionServer> {
  const server = await FunctionServer.start({
    sdk,
    handler,
    address: '127.0.0.1:0',
    credentials: readCredentials(folder),
  });
  servers.push(server);
  return server;
}

function connect(
  server: FunctionServer,
  credentials = createCredentials(authority.certificate, identity),
): TestClient {
  const client = TestClient.create({ sdk, port: server.port, credentials });
  clients.push(client);
  return client;
}

const [{ claim: anyClaim }] = examples;
const anyRequest = () => createRequest({ sdk, claim: anyClaim, environment });

describe('over mutual TLS', () => {
  it.each(examples)(
    'answers $name as the pure function does',
    async ({ claim }) => {
      const client = connect(await startServer());
      const first = createRequest({ sdk, claim, environment });
      const expected = runFunction({ sdk, request: first });
      const received = await client.run(first);
      expect(received).toEqual(
        sdk.RunFunctionResponse.decode(
          sdk.RunFunctionResponse.encode(expected).finish(),
        ),
      );
      expect(received.results.map(({ severity }) => severity)).not.toContain(
        sdk.Severity.SEVERITY_FATAL,
      );
      const second = createRequest({
        sdk,
        claim,
        environment,
        observed: toObserved(received),
      });
      expect(toObserved(await client.run(second))).toEqual(
        toObserved(received),
      );
    },
  );

  it('refuses a client without a certificate', async () => {
    const client = connect(
      await startServer(),
      createCredentials(authority.certificate),
    );
    await expect(client.run(anyRequest())).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
    await expect(client.check()).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
  });

  it('refuses a client whose certificate another authority signed', async () => {
    const other = await TestAuthority.create();
    const client = connect(
      await startServer(),
      createCredentials(authority.certificate, await other.issue('client')),
    );
    await expect(client.run(anyRequest())).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
  });

  it('refuses the certificate of another server as that of a client', async () => {
    const client = connect(
      await startServer(),
      createCredentials(authority.certificate, await authority.issue('server')),
    );
    await expect(client.run(anyRequest())).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
  });

  it('is refused by a client that trusts another authority', async () => {
    const other = await TestAuthority.create();
    const client = connect(
      await startServer(),
      createCredentials(other.certificate, identity),
    );
    await expect(client.run(anyRequest())).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
  });

  it('takes no calls without TLS', async () => {
    const client = connect(
      await startServer(),
      ChannelCredentials.createInsecure(),
    );
    await expect(client.run(anyRequest())).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
  });
});

it('takes and gives messages beyond the stock limit of 4 MiB', async () => {
  const client = connect(await startServer());
  const request = createRequest({
    sdk,
    claim: anyClaim,
    environment,
    observed: {
      other: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'large' },
        data: { text: 'x'.repeat(6 * 1024 * 1024) },
      },
    },
  });
  request.context = { text: 'x'.repeat(6 * 1024 * 1024) };
  const response = await client.run(request);
  expect(response.context?.text).toHaveLength(6 * 1024 * 1024);
  expect(Object.keys(response.desired?.resources ?? {})).not.toHaveLength(0);
});

it('lives on after messages that are none', async () => {
  const client = connect(await startServer());
  const deep = { a: {} };
  let inner: Record<string, unknown> = deep.a;
  for (let depth = 0; depth < 400; depth += 1) {
    inner.a = {};
    inner = inner.a as Record<string, unknown>;
  }
  const messages = [
    Buffer.from('no protobuf at all'),
    Buffer.alloc(0),
    Buffer.from([0x12, 0xff, 0xff, 0xff, 0xff, 0x0f]),
    Buffer.from(
      sdk.RunFunctionRequest.encode(
        sdk.RunFunctionRequest.fromJSON({
          observed: { composite: { resource: deep } },
        }),
      ).finish(),
    ),
  ];
  for (const message of messages) {
    await client.runBytes(message).then(
      response =>
        expect(response.results).toMatchObject([
          { severity: sdk.Severity.SEVERITY_FATAL },
        ]),
      error => expect(error.code).toBe(status.INTERNAL),
    );
  }
  const response = await client.run(anyRequest());
  expect(Object.keys(response.desired?.resources ?? {})).not.toHaveLength(0);
});

it('answers with an error when the handler throws', async () => {
  const client = connect(
    await startServer(() => {
      throw new Error('out of luck');
    }),
  );
  await expect(client.run(anyRequest())).rejects.toMatchObject({
    code: status.INTERNAL,
    details: 'out of luck',
  });
  await expect(client.check()).resolves.toEqual({ status: 'SERVING' });
});

describe('health', () => {
  it('knows the function and nothing else', async () => {
    const client = connect(await startServer());
    await expect(client.check()).resolves.toEqual({ status: 'SERVING' });
    await expect(client.check(FUNCTION)).resolves.toEqual({
      status: 'SERVING',
    });
    await expect(client.check('other')).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });

  it('tells those who watch that the server stops', async () => {
    const server = await startServer();
    const client = connect(server);
    const { answers, ended } = client.watch(FUNCTION);
    await client.check();
    await expect(server.stop({ timeoutMs: 5000 })).resolves.toBe(true);
    await ended;
    expect(answers).toEqual([{ status: 'SERVING' }, { status: 'NOT_SERVING' }]);
  });
});

describe('stop', () => {
  it('lets running calls finish and takes no new ones', async () => {
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const server = await startServer(async request => {
      started.resolve();
      await release.promise;
      return runFunction({ sdk, request });
    });
    const running = connect(server).run(anyRequest());
    await started.promise;
    const stopped = server.stop({ timeoutMs: 30_000 });
    await expect(connect(server).run(anyRequest())).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
    release.resolve();
    expect((await running).meta?.tag).toBe('test');
    await expect(stopped).resolves.toBe(true);
  });

  it('cuts off calls that do not finish in time', async () => {
    const started = Promise.withResolvers<void>();
    const server = await startServer(() => {
      started.resolve();
      return new Promise(() => undefined);
    });
    const running = connect(server).run(anyRequest());
    const outcome = running.then(
      () => 'answered',
      () => 'cut off',
    );
    await started.promise;
    await expect(server.stop({ timeoutMs: 10 })).resolves.toBe(false);
    await expect(outcome).resolves.toBe('cut off');
  });
});

describe('start', () => {
  it('says which address it cannot listen on', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
    const bound = taken.address();
    const port = typeof bound === 'object' ? bound?.port : undefined;
    await expect(
      FunctionServer.start({
        sdk,
        handler: request => runFunction({ sdk, request }),
        address: `127.0.0.1:${port}`,
        credentials: createInsecureCredentials(),
      }),
    ).rejects.toThrow(`Cannot listen on "127.0.0.1:${port}"`);
    await new Promise(resolve => taken.close(resolve));
  });
});
