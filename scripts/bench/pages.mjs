import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../lib/project.mjs';
import { measureVisit } from './visit.mjs';

/** Sources that only the chat needs; the key of the drawer and the routes are part of the shell. */
const CHAT_SOURCES = /\/plugins\/kagent\/src\/(agent|markdown)\//;

/**
 * Visits the shell alone, the catalog and the chat, each with an empty cache.
 *
 * @returns What the chat page loads beyond the shell, and the files with sources of the chat that the shell or the catalog load.
 */
export async function measurePages(url) {
  const shell = await measureVisit(url, {
    path: '/no-page-is-here',
    readySelector: 'main h1, main h2, [role="alert"]',
  });
  const catalog = await measureVisit(url, {
    path: '/catalog',
    readySelector: 'table',
  });
  const chat = await measureVisit(url, {
    path: '/agent',
    readySelector: 'textarea',
  });
  const added = [...chat.files].filter(([file]) => !shell.files.has(file));
  // Or the search for stray files would find none wherever they are.
  if (!added.some(([file]) => hasChatSource(file)))
    throw new Error('No file of the chat page has a map with its sources');
  return {
    shellBytes: sum([...shell.files.values()]),
    chatBytes: sum(added.map(([, bytes]) => bytes)),
    chatFiles: added.length,
    strayFiles: [...new Set([...shell.files.keys(), ...catalog.files.keys()])]
      .filter(hasChatSource)
      .map(file => file.split('/').pop()),
  };
}

/** Whether a built file has a source of the chat, by the map beside it. */
function hasChatSource(file) {
  const map = join(
    projectDir,
    'packages/app/dist',
    `${new URL(file).pathname}.map`,
  );
  if (!existsSync(map)) return false;
  const { sources } = JSON.parse(readFileSync(map, 'utf8'));
  return sources.some(source => CHAT_SOURCES.test(source));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
