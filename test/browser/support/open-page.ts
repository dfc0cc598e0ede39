import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page and everything that went wrong on it. */
export interface WatchedPage {
  page: Page;
  /** Console errors (broken security policy too), uncaught exceptions, requests to another host. */
  problems: string[];
  close(): Promise<void>;
}

/** Longest that a test waits for something to appear. */
const TIMEOUT_MS = 20_000;

/** Opens the studio in a fresh browser profile. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 860 },
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(TIMEOUT_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol !== 'blob:' && target.origin !== new URL(url).origin) problems.push(request.url());
  });
  await page.goto(url);
  await page.getByRole('combobox').and(page.locator(':enabled')).first().waitFor();
  return { page, problems, close: () => context.close() };
}
