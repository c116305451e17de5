import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleSource, findGo } from '../schemas/GoModules';

/** A program that is built from its Go module. */
export interface GoTool {
  name: string;
  module: string;
  version: string;
  /** Folder of the program in the module. */
  folder: string;
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
  const { name, module, version, folder } = tool;
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
  const failure = await build({ dir: found.dir, folder, draft, env });
  if (failure !== undefined) {
    return { reason: `${name} could not be built: ${failure}` };
  }
  renameSync(draft, path);
  return { path };
}

function build(options: {
  dir: string;
  folder: string;
  draft: string;
  env: NodeJS.ProcessEnv;
}): Promise<string | undefined> {
  const { dir, folder, draft, env } = options;
  const go = findGo(env);
  return new Promise(resolve => {
    if (!go) {
      resolve('Go is not installed');
      return;
    }
    execFile(
      go,
      ['build', '-buildvcs=false', '-mod=readonly', '-o', draft, `./${folder}`],
      { cwd: dir, env: { ...env, GOFLAGS: '', GOWORK: 'off' } },
      (error, _stdout, stderr) =>
        resolve(
          error ? (stderr || error.message).trim().slice(-500) : undefined,
        ),
    );
  });
}
