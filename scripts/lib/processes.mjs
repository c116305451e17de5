import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { constants } from 'node:os';
import { Problem } from './project.mjs';

const running = new Set();
let ending = false;

/**
 * Starts a child in a process group of its own, so that ending it ends its children too.
 * Every child started here is ended when this process is told to stop.
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { detached: true, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Runs a command to its end with its output in a log file; rejects with a {@link Problem} built by `explain(logTail)`. */
export async function run(command, args, { logFile, explain, ...options }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const child = start(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const code = await exitCode(child);
  await new Promise(resolve => log.end(resolve));
  if (code !== 0) {
    const tail = readTail(logFile);
    throw explainFullDisk(tail, logFile) ?? explain(tail, logFile);
  }
}

/** Resolves to the exit code; 127 when the command cannot be started, 128 and the signal's number when a signal ended it. */
export function exitCode(child) {
  return new Promise(resolve => {
    child.once('error', () => resolve(127));
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (constants.signals[signal] ?? 0)),
    );
  });
}

/** Ends a child and its group: asks first, insists after `graceMs`. */
export async function end(child, graceMs = 8000) {
  if (child.exitCode !== null || child.signalCode !== null) {
    signalGroup(child, 'SIGKILL');
    return;
  }
  const ended = new Promise(resolve => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

/** Ends all children when this process gets SIGINT, SIGTERM or SIGHUP, then exits with the usual code. */
export function endChildrenOnSignals(before = () => {}) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, async () => {
      if (ending) return;
      ending = true;
      before();
      await Promise.all([...running].map(child => end(child)));
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/** True once a signal asked this process to stop. */
export function isEnding() {
  return ending;
}

/** Returns the last lines of a file. */
export function readTail(file, lines = 25) {
  try {
    return readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-lines)
      .join('\n');
  } catch (error) {
    return `(${error.message})`;
  }
}

/** Recognises a full disk, which may stop any step. */
export function explainFullDisk(text, logFile) {
  if (!/ENOSPC|No space left on device|SQLITE_FULL/.test(text))
    return undefined;
  return new Problem(
    'The disk is full.',
    `Free some space (a first start needs about 4 GB) and run the command again. Log: ${logFile}`,
  );
}

/** Recognises a failed download in the output of npm, yarn, pip or apt. */
export function explainDownload(text, logFile) {
  const signs =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|RequestError|Temporary failure in name resolution|NewConnectionError|Could not fetch URL|Could not find a version/;
  if (!signs.test(text)) return undefined;
  return new Problem(
    'A download failed.',
    `Check the network and the proxy and registry settings of npm and pip, then run the command again; what was fetched is kept. Log: ${logFile}`,
  );
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}
