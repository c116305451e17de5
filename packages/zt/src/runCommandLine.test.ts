import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { noModules, repositoryRoot } from './__testing__/repository';
import { runCommandLine } from './runCommandLine';

const ORDERS = 'tenants/acme/orders-db/xpostgres.yaml';
const STOREFRONT = 'tenants/acme/storefront/xwebservice.yaml';

describe('zt', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'zt-')));
  const root = join(folder, 'repository');

  const zt = async (...args: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCommandLine({
      args,
      cwd: root,
      cacheDir: join(folder, 'cache'),
      modules: noModules,
      out: text => out.push(text),
      err: text => err.push(text),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const git = (...args: string[]) =>
    execFileSync('git', [
      '-C',
      root,
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
      ...args,
    ]).toString();
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const countClaims = () =>
    readdirSync(join(root, 'tenants'), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.yaml'))
      .filter(name => !/(project|prompts)\.yaml$/.test(name)).length;

  beforeAll(() => {
    for (const path of ['bootstrap', 'platform', 'tenants']) {
      cpSync(join(repositoryRoot, path), join(root, path), { recursive: true });
    }
    // The documents that annotations name, without the rest of the handbook.
    for (const path of ['docs', 'mkdocs.yml']) {
      cpSync(join(repositoryRoot, path), join(root, path), { recursive: true });
    }
    for (const path of ['.ci', 'packages', 'plugins', 'scripts', 'templates']) {
      execFileSync('ln', ['-s', join(repositoryRoot, path), join(root, path)]);
    }
    for (const name of ['README.md', 'CONTRIBUTING.md']) {
      cpSync(join(repositoryRoot, name), join(root, name));
    }
    git('init', '--quiet', '--initial-branch=main');
    git('add', 'bootstrap', 'platform', 'tenants', 'docs');
    git('commit', '--quiet', '--message=start');
  });
  afterEach(() => {
    git('checkout', '--quiet', '--', '.');
    git('clean', '--quiet', '--force', '-d', 'tenants', 'platform', 'docs');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe('validate', () => {
    it('ends with 0 and counts what it could not check', async () => {
      const { code, out } = await zt('validate');
      expect(out).toMatch(/by \d+ rules, 0 errors, 0 warnings, \d+ skipped\.$/);
      expect(out).toMatch(/Skipped \d+ objects: .*Go is not installed/);
      expect(out).not.toMatch(/Skipped .*zerotouch:/);
      expect(code).toBe(0);
    });

    it('ends with 1 when a skip must not be', async () => {
      expect((await zt('validate', '--fail-on-skip')).code).toBe(1);
    });

    it('prints JSON of the promised shape', async () => {
      write('platform/01-foundation/keda/forgotten.yaml', 'a: 1\n');
      const { code, out } = await zt('validate', '--json');
      const report = JSON.parse(out);
      expect(Object.keys(report)).toEqual(['summary', 'findings']);
      expect(Object.keys(report.summary)).toEqual([
        'objects',
        'claims',
        'rules',
        'errors',
        'warnings',
        'skipped',
      ]);
      const { errors, warnings, skipped } = report.summary;
      expect(errors + warnings + skipped).toBe(report.findings.length);
      expect(report.summary.claims).toBe(countClaims());
      expect(report.findings).toContainEqual({
        rule: 'reachable',
        severity: 'error',
        file: 'platform/01-foundation/keda/forgotten.yaml',
        line: 1,
        column: 1,
        message: expect.stringContaining('No Application'),
      });
      expect(code).toBe(1);
    });

    it('shows only what lies in the given paths', async () => {
      write('platform/01-foundation/keda/forgotten.yaml', 'a: 1\n');
      expect((await zt('validate', 'tenants', ORDERS)).code).toBe(0);
      expect((await zt('validate', 'platform/01-foundation')).code).toBe(1);
    });

    it('judges an example as if it were proposed', async () => {
      const folderOf = 'platform/04-apis/xpostgres';
      const good = await zt(
        'validate',
        '--json',
        `${folderOf}/examples/typical.yaml`,
      );
      expect(JSON.parse(good.out)).toMatchObject({
        summary: { claims: 1, errors: 0 },
      });
      const bad = await zt(
        'validate',
        `${folderOf}/tests/invalid/unknown-size.yaml`,
      );
      expect(bad.code).toBe(1);
      expect(bad.out).toContain('tests/invalid/unknown-size.yaml:');
    });

    it('refuses to lose data against a revision', async () => {
      rmSync(join(root, 'tenants/globex/ledger'), { recursive: true });
      const { out } = await zt('validate', '--against', 'HEAD', 'tenants');
      expect(out).toMatch(
        /ledger\/xpostgres\.yaml:\d+:\d+ error .*protected.*\(retire\)/,
      );
    });
  });

  describe('called wrongly', () => {
    it.each([
      [['validate', 'nowhere.yaml'], /no file or folder "nowhere\.yaml"/],
      [['validate', '--nonsense'], /--nonsense/],
      [['valdate'], /no command "valdate"/],
      [['validate', '--root', 'docs'], /"docs" is no platform repository/],
      [['validate', '--against', 'nowhere'], /no revision "nowhere"/],
      [['preview'], /Name one claim file/],
      [['preview', 'tenants'], /is a folder/],
      [['preview', ORDERS, '--against', 'HEAD'], /not both/],
      [['preview', '--against', '--output=/tmp/x'], /--against/],
      [['render', 'tenants'], /takes no path/],
      [['generate', 'tenants'], /takes no path/],
      [['render', '--out', 'docs'], /did not write/],
      [[], /Commands:/],
    ])('%j ends with 2 and says why', async (args, message) => {
      const { code, out, err } = await zt(...args);
      expect(err).toMatch(message);
      expect(out).toBe('');
      expect(code).toBe(2);
    });

    it('helps with 0, exit codes included', async () => {
      expect(await zt('help')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/Exit codes:/),
      });
      expect((await zt('help', 'validate')).out).toContain('reachable');
      expect((await zt('preview', '--help')).out).toContain('--against REV');
    });
  });

  describe('preview', () => {
    it('lists what a claim becomes', async () => {
      const { code, out } = await zt('preview', ORDERS);
      expect(out).toContain('XPostgres acme/orders-db');
      expect(out).toContain('cluster: Cluster "orders-db-pg"');
      expect(code).toBe(0);
    });

    it('takes a file from anywhere, and refuses a bad claim with its place', async () => {
      const file = join(folder, 'mine.yaml');
      writeFileSync(
        file,
        read(ORDERS).replace(/^spec:/m, 'spec:\n  sise: small'),
      );
      const { code, out } = await zt('preview', '--json', '../mine.yaml');
      expect(JSON.parse(out)).toMatchObject({
        claims: [{ objects: [] }],
        findings: [{ file: '../mine.yaml', rule: 'unknown-field' }],
      });
      expect(code).toBe(1);
    });

    it('finds nothing against what is committed', async () => {
      const { code, out } = await zt('preview', '--against', 'HEAD');
      expect(out).toMatch(
        /^\d+ claims against HEAD: 0 added, 0 changed, 0 replaced, 0 removed, \d+ unchanged\.$/,
      );
      expect(code).toBe(0);
    });

    it('shows what is added, changed and removed, field by field', async () => {
      write(
        STOREFRONT,
        read(STOREFRONT).replace('LOG_LEVEL: info', 'LOG_LEVEL: changed'),
      );
      write(
        'tenants/acme/second-cache/xdragonfly.yaml',
        'apiVersion: platform.zerotouch.dev/v1alpha1\nkind: XDragonfly\nmetadata: { name: second-cache, namespace: acme }\n',
      );
      rmSync(join(root, 'tenants/globex/ledger-api'), { recursive: true });
      const { out } = await zt('preview', '--against', 'main', '--json');
      const { against, summary, changes } = JSON.parse(out);
      expect(against).toEqual({
        revision: 'main',
        sha: git('rev-parse', 'HEAD').trim(),
      });
      expect(summary.added).toBeGreaterThan(0);
      expect(summary.removed).toBeGreaterThan(0);
      const claims = (wanted: string) =>
        new Set(
          changes
            .filter(({ change }: { change: string }) => change === wanted)
            .map(({ claim }: { claim: { name: string } }) => claim.name),
        );
      expect(claims('added')).toEqual(new Set(['second-cache']));
      expect(claims('changed')).toEqual(new Set(['storefront']));
      expect(claims('removed')).toEqual(new Set(['ledger-api']));
      expect(JSON.stringify(changes)).toContain('"after":"changed"');
    });

    it('composes another revision with the code of that revision', async () => {
      const engine = 'packages/compositions/src/index.ts';
      const draft = join(folder, 'draft');
      mkdirSync(join(draft, dirname(engine)), { recursive: true });
      writeFileSync(
        join(draft, engine),
        [
          `import * as now from ${JSON.stringify(
            join(repositoryRoot, engine),
          )};`,
          'export const { readPlatformTree, validateParsedClaim } = now;',
          'export const compose: typeof now.compose = (...args) => {',
          '  const { cluster, ...resources } = now.compose(...args).resources;',
          '  return { ...now.compose(...args), resources };',
          '};',
        ].join('\n'),
      );
      const blob = git('hash-object', '-w', join(draft, engine)).trim();
      git('update-index', '--add', '--cacheinfo', `100644,${blob},${engine}`);
      git('commit', '--quiet', '--message=old code');
      const { out } = await zt('preview', '--against', 'HEAD', '--json');
      git('reset', '--quiet', 'HEAD~1');
      const { changes } = JSON.parse(out);
      expect(new Set(changes.map(({ key }: { key: string }) => key))).toEqual(
        new Set(['cluster']),
      );
      expect(changes[0].change).toBe('added');
    });

    it('reads another revision without touching the work tree', async () => {
      const before = read(ORDERS);
      write(ORDERS, `${before}# edited\n`);
      await zt('preview', '--against', 'HEAD');
      expect(read(ORDERS)).toBe(`${before}# edited\n`);
    });
  });

  describe('generate', () => {
    const PROJECT = 'tenants/acme/project.yaml';

    it('writes what differs or is missing, and nothing else', async () => {
      const before = read(PROJECT);
      write(PROJECT, 'kind: AppProject\n');
      rmSync(join(root, 'tenants/globex/project.yaml'));
      const { code, out } = await zt('generate', '--json');
      expect(JSON.parse(out)).toEqual({
        written: [PROJECT, 'tenants/globex/project.yaml'],
        leftOver: [],
      });
      expect(read(PROJECT)).toBe(before);
      expect(git('status', '--porcelain', 'tenants')).toBe('');
      expect(code).toBe(0);
      expect((await zt('generate')).out).toBe('0 files written.');
    });

    it('says what nobody needs any more, and leaves it to a person', async () => {
      write('tenants/initech/project.yaml', read(PROJECT));
      const { code, out } = await zt('generate');
      expect(out).toMatch(/initech\/project\.yaml is left over/);
      expect(read('tenants/initech/project.yaml')).toBe(read(PROJECT));
      expect(code).toBe(1);
    });
  });

  describe('render', () => {
    it('prints the same thing twice, generated and composed objects included', async () => {
      const first = await zt('render');
      const second = await zt('render');
      expect(first.out).toBe(second.out);
      expect(first.out).toContain('# Source: bootstrap/root.yaml');
      expect(first.out).toContain('name: tenant-acme');
      expect(first.out).toContain(`# Source: ${ORDERS}, composed as cluster`);
      expect(first.code).toBe(0);
    });

    it('writes a folder, and replaces only a folder of its own', async () => {
      const dir = join(folder, 'out');
      expect((await zt('render', '--out', '../out')).code).toBe(0);
      writeFileSync(join(dir, 'composed/stale.yaml'), 'a: 1\n');
      expect((await zt('render', '--out', '../out')).code).toBe(0);
      expect(readdirSync(dir).sort()).toEqual([
        '.zt-render',
        'composed',
        'generated',
        'manifests',
      ]);
      expect(readdirSync(join(dir, 'composed'))).not.toContain('stale.yaml');
    });
  });
});
