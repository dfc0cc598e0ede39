import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { openPage, type WatchedPage } from './open-page.ts';

/** Opens pages that are closed after each test, which fails if anything went wrong on one of them. */
export function pagesOf(browser: () => Browser, url: () => string) {
  const open: WatchedPage[] = [];
  afterEach(async () => {
    const pages = open.splice(0);
    await Promise.all(pages.map((watched) => watched.close()));
    expect(pages.flatMap(({ problems }) => problems)).toEqual([]);
  });
  return async (options?: BrowserContextOptions) => {
    const watched = await openPage(browser(), url(), options);
    open.push(watched);
    return watched.page;
  };
}
