import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem, logsDir } from './project.mjs';
import { explainDownload, run } from './processes.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What a browser of a test or a measurement starts with: nothing of it talks to anybody but the portal. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Returns a Chromium: `CHROMIUM_PATH`, else the system's, else one installed with apt when this user may. */
export async function ensureChromium() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (isExecutable(wanted)) return wanted;
    throw new Problem(
      `CHROMIUM_PATH is "${wanted}", and no program is there.`,
      'Point it to a Chromium or Chrome, or unset it.',
    );
  }
  const found = findChromium();
  if (found) return found;
  if (
    process.getuid?.() === 0 &&
    spawnSync('apt-get', ['--version']).status === 0
  ) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const explain = (tail, logFile) =>
      explainDownload(tail, logFile) ??
      new Problem(
        'apt-get could not install Chromium for the browser tests.',
        `Install Chromium and run the command again. Log: ${logFile}`,
      );
    await run('apt-get', ['update'], {
      env,
      logFile: join(logsDir, 'chromium.log'),
      explain,
    });
    await run(
      'apt-get',
      [
        'install',
        '-y',
        '--no-install-recommends',
        'chromium',
        'fonts-liberation',
      ],
      { env, logFile: join(logsDir, 'chromium.log'), explain },
    );
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Problem(
    'There is no Chromium for the browser tests.',
    'Install Chromium or Chrome, or name one with CHROMIUM_PATH, and run the command again.',
  );
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [
    ...names.flatMap(name => folders.map(folder => join(folder, name))),
    ...macPaths,
  ].find(isExecutable);
}

function isExecutable(path) {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    return false;
  }
}
