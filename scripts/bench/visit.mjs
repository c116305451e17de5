import { chromium } from '@playwright/test';
import { chromiumArgs, ensureChromium } from '../lib/chromium.mjs';

/**
 * Visits a page with an empty cache; returns bytes of script and of everything over the wire, the number of requests, and the bytes of
 * each file of the built app by its URL.
 */
export async function measureVisit(url, { path, readySelector }) {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: chromiumArgs,
  });
  try {
    const page = await (await browser.newContext()).newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const types = new Map();
    const urls = new Map();
    const files = new Map();
    const counts = { scriptBytes: 0, totalBytes: 0, requests: 0 };
    session.on('Network.responseReceived', event => {
      types.set(event.requestId, event.type);
      urls.set(event.requestId, event.response.url);
    });
    session.on('Network.loadingFinished', event => {
      counts.requests += 1;
      counts.totalBytes += event.encodedDataLength;
      if (types.get(event.requestId) === 'Script')
        counts.scriptBytes += event.encodedDataLength;
      const file = urls.get(event.requestId) ?? '';
      if (file.includes('/static/')) files.set(file, event.encodedDataLength);
    });
    const startedAt = Date.now();
    await page.goto(`${url}${path}`, { waitUntil: 'commit' });
    const enter = page.getByRole('button', { name: /enter|sign in/i });
    const ready = page.locator(readySelector).first();
    await Promise.race([enter.waitFor(), ready.waitFor()]);
    if (await enter.count()) await enter.first().click();
    await ready.waitFor();
    const readyMs = Date.now() - startedAt;
    await page.waitForLoadState('networkidle');
    return { ...counts, files, readyMs };
  } finally {
    await browser.close();
  }
}
