import { exitCode, start } from '../lib/processes.mjs';

/** Runs a program to its end and returns `{ status, stdout, stderr }`; meanwhile this process goes on answering. */
export async function runProgram(command, args, options = {}) {
  const child = start(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', text => {
      output[name] += text;
    });
  }
  return { status: await exitCode(child), ...output };
}

/** Asks again until the answer is true; fails after a minute. */
export async function until(what, ask) {
  const deadline = Date.now() + 60_000;
  while (!(await ask())) {
    if (Date.now() > deadline)
      throw new Error(`Waited a minute until ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
