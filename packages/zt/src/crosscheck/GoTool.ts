import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleSource, findGo } from '../schemas/GoModules';

/** A program that is built from its Go module. */
export interface GoTool {
  name: string;
  module: string;
  version: string;
  /** Folder of the program in the module. */
  folder: string;
  /** Versions of modules that it takes from folders of its repository otherwise. */
  requires?: Record<string, string>;
}

/**
 * Builds a program from its Go module, once a version.
 *
 * @remarks
 * It is built inside the module, with the module's own versions and checksums; `go install` also asks for the list of versions, which
 * not every proxy serves.
 *
 * @returns The path of the program, or why there is none.
 */
export async function buildGoTool(options: {
  tool: GoTool;
  modules: ModuleSource;
  env: NodeJS.ProcessEnv;
  cacheDir: string;
  onBuild?: (name: string) => void;
}): Promise<{ path: string } | { reason: string }> {
  const { tool, modules, env, cacheDir, onBuild } = options;
  const { name, module, version, folder, requires } = tool;
  const path = join(cacheDir, `${name}-${version}`);
  if (existsSync(path)) {
    return { path };
  }
  onBuild?.(`${name} ${version}`);
  const found = await modules.download(module, version);
  if ('reason' in found) {
    return found;
  }
  mkdirSync(cacheDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  const failure = requires
    ? await buildWrapped({
        tool: { ...tool, requires },
        dir: found.dir,
        draft,
        env,
      })
    : await build({
        dir: found.dir,
        args: ['-mod=readonly', '-o', draft, `./${folder}`],
        env,
      });
  if (failure !== undefined) {
    return { reason: `${name} could not be built: ${failure}` };
  }
  renameSync(draft, path);
  return { path };
}

/** Builds a program whose module replaces others by folders: in a module around it that names their versions instead. */
async function buildWrapped(options: {
  tool: GoTool & { requires: Record<string, string> };
  dir: string;
  draft: string;
  env: NodeJS.ProcessEnv;
}): Promise<string | undefined> {
  const { tool, dir, draft, env } = options;
  const { module, version, folder, requires } = tool;
  const wrapper = mkdtempSync(join(tmpdir(), 'zt-go-'));
  try {
    const lines = readFileSync(join(dir, 'go.mod'), 'utf8')
      .split('\n')
      .filter(line => !/^(module|replace) /.test(line))
      .filter(
        line =>
          !Object.keys(requires).some(other =>
            line.trim().startsWith(`${other} `),
          ),
      );
    const required = Object.entries({ ...requires, [module]: version }).map(
      ([name, at]) => `require ${name} ${at}`,
    );
    writeFileSync(
      join(wrapper, 'go.mod'),
      ['module zerotouch.invalid/wrapper', ...lines, ...required, ''].join(
        '\n',
      ),
    );
    writeFileSync(join(wrapper, 'go.sum'), readFileSync(join(dir, 'go.sum')));
    return await build({
      dir: wrapper,
      args: ['-mod=mod', '-o', draft, `${module}/${folder}`],
      env,
    });
  } finally {
    rmSync(wrapper, { recursive: true, force: true });
  }
}

function build(options: {
  dir: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}): Promise<string | undefined> {
  const { dir, args, env } = options;
  const go = findGo(env);
  return new Promise(resolve => {
    if (!go) {
      resolve('Go is not installed');
      return;
    }
    execFile(
      go,
      ['build', '-buildvcs=false', ...args],
      { cwd: dir, env: { ...env, GOFLAGS: '', GOWORK: 'off' } },
      (error, _stdout, stderr) =>
        resolve(
          error ? (stderr || error.message).trim().slice(-500) : undefined,
        ),
    );
  });
}
