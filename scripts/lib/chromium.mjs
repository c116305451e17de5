import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installWithApt } from './apt.mjs';
import { Problem } from './project.mjs';

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

const whereFrom =
  'Install Chromium or Chrome, or name one with CHROMIUM_PATH, and run the command again.';

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
  const packages = ['chromium', 'fonts-liberation'];
  if (await installWithApt({ name: 'Chromium', packages, whereFrom })) {
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Problem('There is no Chromium for the browser tests.', whereFrom);
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
