import { defineConfig } from '@playwright/test';
import { chromiumArgs } from './scripts/lib/chromium.mjs';

/** `scripts/test.mjs` starts the portal on an empty data directory and says where it is. */
export default defineConfig({
  testDir: './packages/app/e2e-tests',
  testMatch: '**/*.e2e.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  retries: 0,
  workers: 1,
  outputDir: '.zerotouch/browser-tests',
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env.PORTAL_URL ?? 'http://localhost:7007',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: chromiumArgs,
    },
  },
});
