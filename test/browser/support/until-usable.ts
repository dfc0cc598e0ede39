import type { Page } from 'playwright-core';

/** Loads the page anew and gives how long it took from the navigation until the form could be sent, milliseconds. */
export async function untilUsable(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.addInitScript(() => {
    const look = () => {
      const button = document.querySelector<HTMLButtonElement>('form button[type=submit]');
      if (button === null || button.disabled || 'usableMs' in window) return;
      // When it has been painted.
      requestAnimationFrame(() => setTimeout(() => Object.assign(window, { usableMs: performance.now() })));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(url);
  const handle = await page.waitForFunction(() => (window as unknown as { usableMs?: number }).usableMs);
  return (await handle.jsonValue()) ?? Number.NaN;
}
