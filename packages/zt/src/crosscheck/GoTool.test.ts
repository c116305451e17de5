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
  ) => {
    writeFileSync(join(dir, 'go'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return buildGoTool({
      tool: {
        name: 'judge',
        module: 'example.com/judge',
        version: 'v1.0.0',
        folder: 'cmd/judge',
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
