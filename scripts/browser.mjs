/** A headless Chromium with one page, and the end of it. Knows nothing of VS Code. */
import { chromium as playwright } from 'playwright-core';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, chromiumFlags } from './chromium.mjs';

export async function openBrowser() {
  const browser = await playwright.launch({
    executablePath: chromium(),
    headless: true,
    args: chromiumFlags,
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    // An editor in the browser asks before it copies; here nobody would answer.
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return {
    page: await context.newPage(),
    /** Closing can hang: whoever calls this ends the process explicitly, which takes the browser along. */
    close: () => Promise.race([browser.close(), wait(5000, undefined, { ref: false })]),
  };
}
