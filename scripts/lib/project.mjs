import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const projectDir = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Tools, logs and caches that the scripts make; safe to delete. */
export const toolsDir = join(projectDir, '.zerotouch');

/** Logs of the preparation steps. */
export const logsDir = join(toolsDir, 'logs');

/** Returns the port from `PORT`, 7007 by default. */
export function readPort(env = process.env) {
  const port = Number(env.PORT ?? 7007);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(
      `PORT is "${env.PORT}", which is no port number.`,
      'Give a number from 1 to 65535, for example PORT=7017 npm start.',
    );
  }
  return port;
}

/** Returns the data directory from `ZT_DATA_DIR`, `.data` by default; relative paths start at the current folder. */
export function readDataDir(env = process.env) {
  return resolve(env.ZT_DATA_DIR || join(projectDir, '.data'));
}

/** Something the person can mend: one sentence that says what is wrong, one that says what to do. */
export class Problem extends Error {
  constructor(message, remedy, options) {
    super(message, options);
    this.name = 'Problem';
    this.remedy = remedy;
  }
}
