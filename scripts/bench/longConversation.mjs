import { chromium } from '@playwright/test';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { chromiumArgs, ensureChromium } from '../lib/chromium.mjs';
import { percentile, signIn } from './api.mjs';

const SCROLL_MS = 5_000;
/** How fast a person scrolls who looks for something. */
const PIXELS_PER_SECOND = 4_000;
const OPENINGS = 3;

/**
 * Opens a conversation of many messages in a browser, and scrolls in it.
 *
 * @returns Milliseconds from the click on it to its last message, at first and at best again; and the frames of each second while scrolling.
 */
export async function measureLongConversation(url, { dataDir, messages }) {
  const call = await signIn(url);
  const { id } = await call('POST', '/api/kagent/conversations', {
    agent: 'consultant',
  });
  const last = writeMessages(join(dataDir, 'db'), id, messages);
  const short = await call('POST', '/api/kagent/conversations', {
    agent: 'consultant',
  });
  writeMessages(join(dataDir, 'db'), short.id, 2);
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: chromiumArgs,
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
    });
    await page.goto(`${url}/agent/${short.id}`);
    const enter = page.getByRole('button', { name: /enter|sign in/i });
    const log = page.getByRole('log');
    await Promise.race([enter.waitFor(), log.waitFor()]);
    if (await enter.count()) await enter.first().click();
    const openMs = [];
    for (let round = 0; round < OPENINGS; round += 1) {
      await page.locator(`a[href$="/agent/${short.id}"]`).first().click();
      await log.getByText('Answer 1,').first().waitFor();
      openMs.push(await page.evaluate(open, { id, last }));
    }
    const frames = await page.evaluate(scroll, {
      ms: SCROLL_MS,
      pixelsPerSecond: PIXELS_PER_SECOND,
    });
    return {
      openMs: Math.round(openMs[0]),
      againMs: Math.round(Math.min(...openMs)),
      framesPerSecond: Math.round(
        ((frames.length - 1) * 1000) / (frames.at(-1) - frames[0]),
      ),
      frameP95Ms: Number(
        percentile(
          frames.slice(1).map((at, index) => at - frames[index]),
          0.95,
        ).toFixed(1),
      ),
    };
  } finally {
    await browser.close();
  }
}

/** Runs in the page: opens the conversation from the list; returns the milliseconds until its end is painted. */
async function open({ id, last }) {
  const link = document.querySelector(`a[href$="/agent/${id}"]`);
  if (!link) throw new Error(`The conversation "${id}" is not listed`);
  const startedAt = performance.now();
  link.click();
  const log = () => document.querySelector('[role="log"]');
  while (!log()?.textContent?.includes(last)) {
    if (performance.now() - startedAt > 60_000)
      throw new Error('The conversation was not open after 60 s');
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame);
  return performance.now() - startedAt;
}

/** Runs in the page: scrolls the conversation upwards; returns the time of each frame. */
async function scroll({ ms, pixelsPerSecond }) {
  const log = document.querySelector('[role="log"]');
  const around = [];
  for (let element = log; element; element = element.parentElement)
    around.push(element);
  const box = [...around, ...log.querySelectorAll('*')].find(
    element =>
      element.scrollHeight > element.clientHeight + 10 &&
      (element === document.scrollingElement ||
        /auto|scroll/.test(getComputedStyle(element).overflowY)),
  );
  if (!box) throw new Error('Nothing in the conversation scrolls');
  const frames = [await new Promise(requestAnimationFrame)];
  while (frames.at(-1) - frames[0] < ms) {
    const before = frames.at(-1);
    frames.push(await new Promise(requestAnimationFrame));
    box.scrollTop -= ((frames.at(-1) - before) * pixelsPerSecond) / 1000;
  }
  return frames;
}

/** Writes questions and answers in turn into the database of a running portal; returns words of the last answer alone. */
function writeMessages(directory, conversationId, count) {
  const database = new Database(join(directory, 'kagent.sqlite'), {
    timeout: 10_000,
  });
  try {
    const insert = database.prepare(
      'insert into events (conversation_id, seq, event) values (?, ?, ?)',
    );
    let seq = 0;
    const write = event => {
      seq += 1;
      insert.run(conversationId, seq, JSON.stringify({ seq, ...event }));
    };
    database.transaction(() => {
      for (let index = 1; index <= count / 2; index += 1) {
        const messageId = `bench-${index}`;
        const createdAt = new Date(Date.now() + index).toISOString();
        const start = { type: 'message-start', agent: 'consultant', createdAt };
        write({
          ...start,
          messageId: `${messageId}-question`,
          role: 'user',
          text: `Question ${index}: what happens when a node is drained?`,
        });
        write({ ...start, messageId, role: 'assistant' });
        write({ type: 'text-delta', messageId, delta: toAnswer(index) });
        write({ type: 'message-end', messageId, finishReason: 'stop' });
      }
    })();
  } finally {
    database.close();
  }
  return `Answer ${count / 2},`;
}

/** Markdown as agents write it, of different lengths. */
function toAnswer(index) {
  const paragraph = `Answer ${index}, in short: the pods move, one after the other, and \`PodDisruptionBudget\` says how many may be **away** at a time.`;
  const list = [1, 2, 3]
    .map(step => `${step}. Look at step ${step} of the [runbook](/docs).`)
    .join('\n');
  const code = '```yaml\nkind: XPostgres\nspec:\n  storageGB: 20\n```';
  const table = '| pod | node |\n|---|---|\n| web-0 | a |\n| web-1 | b |';
  const more = [list, code, table].slice(0, index % 4);
  return [paragraph, ...more].join('\n\n');
}
