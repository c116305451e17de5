import { Problem } from './project.mjs';

let stream = process.stdout;
let quietMs = 0;

/**
 * Sends the lines of steps elsewhere, and leaves out those of steps that take less than `quietMs` and do not fail: for commands
 * whose output is a result.
 */
export function reportStepsTo(options) {
  stream = options.stream;
  quietMs = options.quietMs;
}

/**
 * Runs one step and prints one line for it, with seconds. `work` may return a few words that are put behind the name.
 */
export async function step(name, work) {
  const startedAt = Date.now();
  const tty = stream.isTTY && !process.env.CI && quietMs === 0;
  const line = mark =>
    `${mark} ${name.padEnd(32, ' ')} ${seconds(startedAt).padStart(7, ' ')}`;
  const timer = tty
    ? setInterval(() => stream.write(`\r${line('…')}`), 1000)
    : undefined;
  if (tty) stream.write(line('…'));
  try {
    const words = await work();
    if (Date.now() - startedAt >= quietMs) {
      finish(`${line('✓')}${typeof words === 'string' ? `  ${words}` : ''}`);
    }
    return words;
  } catch (error) {
    finish(line('✗'));
    throw error;
  } finally {
    clearInterval(timer);
  }

  function finish(text) {
    stream.write(tty ? `\r\u001b[K${text}\n` : `${text}\n`);
  }
}

/** Runs a script's main function; a {@link Problem} ends it with one sentence and its remedy, exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) {
      process.stderr.write(`\n${error.message}\n${error.remedy}\n`);
    } else {
      process.stderr.write(`\n${error?.stack ?? error}\n`);
    }
    process.exitCode = 1;
  }
}

function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
