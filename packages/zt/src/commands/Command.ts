import { ModuleSource } from '../schemas/GoModules';

/** How a command ended. */
export const exitCodes = {
  /** Nothing is wrong. */
  ok: 0,
  /** Something was found: an error, or with `--fail-on-skip` something that could not be checked. */
  found: 1,
  /** The command was called wrongly: an unknown option, path or revision. */
  usage: 2,
  /** The command itself failed; that is a defect or a broken machine. */
  failed: 3,
} as const;

/** What a command gets from its surroundings. */
export interface Surroundings {
  /** Folder that relative paths start at. */
  cwd: string;
  /** Folder for caches; safe to delete. */
  cacheDir: string;
  modules: ModuleSource;
  /** Variables of the environment; none when absent. */
  env?: Record<string, string | undefined>;
  /** Sends requests; Node's own when absent. */
  fetch?: typeof fetch;
  /** Writes a result. */
  out(text: string): void;
  /** Writes progress and complaints. */
  err(text: string): void;
}

/** One command of `zt`. */
export interface Command {
  name: string;
  /** Arguments, as in `[PATH…]`. */
  usage: string;
  /** One sentence. */
  summary: string;
  /** Options besides `--json`, `--root` and `--help`, each with a few words. */
  options: Record<
    string,
    { type: 'boolean' | 'string'; placeholder?: string; help: string }
  >;
  /** @returns One of {@link exitCodes}. */
  run(call: CommandCall, surroundings: Surroundings): Promise<number>;
}

/** The arguments of one call. */
export interface CommandCall {
  /** Top of the platform repository. */
  root: string;
  paths: string[];
  json: boolean;
  flag(name: string): boolean;
  value(name: string): string | undefined;
}
