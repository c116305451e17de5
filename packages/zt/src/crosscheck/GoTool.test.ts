import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGoTool } from './GoTool';

describe('buildGoTool', () => {
  let dir: string;
  let cacheDir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'zt-tool-'));
    cacheDir = join(dir, 'tools');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  /** A Go that runs a script instead. */
  const build = (
    script: string,
    found: { dir: string } | { reason: string } = { dir },
    requires?: Record<string, string>,
  ) => {
    writeFileSync(join(dir, 'go'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return buildGoTool({
      tool: {
        name: 'judge',
        module: 'example.com/judge',
        version: 'v1.0.0',
        folder: 'cmd/judge',
        ...(requires ? { requires } : {}),
      },
      modules: { download: async () => found },
      env: { PATH: `${dir}:/bin:/usr/bin` },
      cacheDir,
    });
  };
  const writeProgram = 'while [ "$1" != -o ]; do shift; done; echo "$3" > "$2"';
  const left = () => (existsSync(cacheDir) ? readdirSync(cacheDir) : []);

  it('builds a program once a version', async () => {
    const first = await build(writeProgram);
    expect(first).toEqual({ path: join(cacheDir, 'judge-v1.0.0') });
    expect(readFileSync(join(cacheDir, 'judge-v1.0.0'), 'utf8')).toBe(
      './cmd/judge\n',
    );
    await expect(build('exit 1')).resolves.toEqual(first);
  });

  it('names the versions of what a module replaces by folders', async () => {
    writeFileSync(
      join(dir, 'go.mod'),
      [
        'module example.com/judge',
        'go 1.26.0',
        'replace example.com/judge/api => ./api',
        'require (',
        '\texample.com/judge/api v0.0.0-placeholder',
        '\texample.com/other v1.2.3',
        ')',
      ].join('\n'),
    );
    writeFileSync(join(dir, 'go.sum'), '');
    const written =
      'while [ "$1" != -o ]; do shift; done; cat go.mod > "$2"; echo "$3" >> "$2"';
    await build(written, { dir }, { 'example.com/judge/api': 'v1.0.0' });
    expect(readFileSync(join(cacheDir, 'judge-v1.0.0'), 'utf8')).toBe(
      [
        'module zerotouch.invalid/wrapper',
        'go 1.26.0',
        'require (',
        '\texample.com/other v1.2.3',
        ')',
        'require example.com/judge/api v1.0.0',
        'require example.com/judge v1.0.0',
        'example.com/judge/cmd/judge',
        '',
      ].join('\n'),
    );
  });

  it('says why the module cannot be had', async () => {
    await expect(
      build(writeProgram, { reason: '403 Forbidden' }),
    ).resolves.toEqual({ reason: '403 Forbidden' });
    expect(left()).toEqual([]);
  });

  it('says why the build failed, and leaves nothing behind', async () => {
    await expect(build('echo broken >&2; exit 2')).resolves.toEqual({
      reason: 'judge could not be built: broken',
    });
    expect(left()).toEqual([]);
  });
});
