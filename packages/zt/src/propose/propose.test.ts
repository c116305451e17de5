import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import gitopsPlugin from '@zerotouch/plugin-gitops-backend';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import {
  TestForge,
  createTestForge,
} from '@zerotouch/plugin-gitops-node/testUtils';
import {
  contentOf,
  noModules,
  repositoryRoot,
} from '../__testing__/repository';
import { runCommandLine } from '../runCommandLine';
import { readWorkTree } from '../tree/readWorkTree';

jest.setTimeout(120_000);

const CLAIM = `# A cache for the shop.
apiVersion: platform.zerotouch.dev/v1alpha1
kind: XDragonfly
metadata:
  name: shop-cache
  namespace: acme
spec:
  size: micro
`;

describe('zt propose', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zt-propose-'));
  const file = join(folder, 'cache.yaml');
  const token = mockCredentials.user.token('user:default/founder');
  let test: TestForge;
  let portal: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    writeFileSync(file, CLAIM);
    const files = readWorkTree(repositoryRoot).files.filter(({ path }) =>
      /^(platform|tenants)\//.test(path),
    );
    test = await createTestForge(
      Object.fromEntries(files.map(({ path, content }) => [path, content])),
    );
    const backend = await startTestBackend({
      features: [
        gitopsPlugin,
        mockServices.permissions.factory(),
        createServiceFactory({
          service: gitForgeServiceRef,
          deps: { logger: coreServices.rootLogger },
          factory: () => test.forge,
        }),
      ],
    });
    portal = `http://localhost:${backend.server.port()}`;
    stop = () => backend.stop();
  });
  afterAll(async () => {
    await stop();
    await test.remove();
    rmSync(folder, { recursive: true });
  });

  const zt = async (
    args: string[],
    env: Record<string, string | undefined> = { ZT_TOKEN: token },
  ) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCommandLine({
      args: ['propose', ...args],
      cwd: repositoryRoot,
      cacheDir: folder,
      modules: noModules,
      env,
      out: text => out.push(text),
      err: text => err.push(text),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const list = async () =>
    (await test.forge.listProposals({ limit: 50 })).items;

  it('opens a proposal over HTTP and prints its address', async () => {
    const { code, out } = await zt([file, '--portal', `${portal}/`]);
    expect([code, out]).toEqual([
      0,
      `Proposal 1, open: Propose XDragonfly acme/shop-cache\n${portal}/approvals/1`,
    ]);
    const { author, files, headSha } = await test.forge.getProposal(1);
    expect(author).toEqual({ ref: 'user:default/founder', kind: 'human' });
    expect(files.map(({ path }) => path)).toEqual([
      'tenants/acme/shop-cache/xdragonfly.yaml',
    ]);
    const written = await test.forge.readFile({
      path: 'tenants/acme/shop-cache/xdragonfly.yaml',
      ref: headSha,
    });
    expect(written.content).toBe(CLAIM);
  });

  it('gives the same proposal to the same command, and another to another content', async () => {
    const again = await zt([file, '--json'], {
      ZT_TOKEN: token,
      ZT_PORTAL: portal,
    });
    expect(JSON.parse(again.out)).toEqual({
      number: 1,
      url: `${portal}/approvals/1`,
      title: 'Propose XDragonfly acme/shop-cache',
      state: 'open',
      headSha: expect.stringMatching(/^[0-9a-f]{40}$/),
      requestId: expect.stringMatching(/^zt-[0-9a-f]{40}$/),
    });
    const named = ['--title', 'A cache', '--request-id', 'mine'];
    const other = await zt([file, '--portal', portal, ...named]);
    expect(other.out).toContain('Proposal 2, open: A cache');
    expect((await zt([file, '--portal', portal, ...named])).out).toBe(
      other.out,
    );
    expect(await list()).toHaveLength(2);
  });

  it('keeps the path of a file of the repository', async () => {
    const path = 'tenants/acme/orders-db/xpostgres.yaml';
    expect(contentOf(path)).not.toBe('');
    const { code, err } = await zt([
      join(repositoryRoot, path),
      '--portal',
      portal,
    ]);
    // The portal has this content already.
    expect([code, err]).toEqual([1, expect.stringContaining('is empty')]);
  });

  it('sends nothing when the claim is wrong', async () => {
    const wrong = join(folder, 'wrong.yaml');
    writeFileSync(wrong, CLAIM.replace('micro', 'gigantic'));
    const { code, out, err } = await zt([wrong, '--portal', portal]);
    expect([code, err]).toEqual([1, 'Nothing was proposed.']);
    expect(out).toContain('gigantic');
    expect(await list()).toHaveLength(2);
  });

  it('says what the portal said when it refuses', async () => {
    const { code, err } = await zt([file, '--portal', portal], {
      ZT_TOKEN: mockCredentials.service.token(),
    });
    expect([code, err]).toEqual([1, expect.stringContaining('answered 403')]);
    const reserved = ['--request-id', 'revert-1'];
    const refused = await zt([file, '--portal', portal, ...reserved]);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('gives out itself'),
    ]);
  });

  it.each([
    ['no claim', ['--portal', 'http://localhost:1']],
    ['no portal', [file]],
    ['a portal without https', [file, '--portal', 'http://portal.example.com']],
    ['a portal that is no address', [file, '--portal', 'portal']],
    ['a missing file', ['/nowhere.yaml', '--portal', 'http://localhost:1']],
  ])('is called wrongly with %s', async (_, args) => {
    expect((await zt(args)).code).toBe(2);
  });

  it('is called wrongly without a token', async () => {
    const { code, err } = await zt([file, '--portal', portal], {});
    expect([code, err]).toEqual([2, expect.stringContaining('ZT_TOKEN')]);
  });

  it('shows no token, wherever it fails, and sends it nowhere else', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' });
      response.end();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const moved = await zt([file, '--portal', `http://127.0.0.1:${port}`]);
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    const gone = await zt([file, '--portal', `http://127.0.0.1:${port}`]);
    for (const { code, out, err } of [moved, gone]) {
      expect(code).toBe(3);
      expect(out + err).not.toContain(token);
      expect(err).toContain('opens no second proposal');
    }
    expect(seen).toEqual(['/api/gitops/proposals']);
  });
});
