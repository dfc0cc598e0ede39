import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Everything that the Web Content Accessibility Guidelines 2.2 ask at A and AA, and what axe-core knows of good practice. */
const OPTIONS: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  // Off by default, since it is newer than most pages.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** Sizes and colours that each screen is shown in: both of either in CI, all pairs in the full run. */
const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 860 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;
const CHECKED = process.env.NANOCOCOA_TEST_FULL === '1' ? LOOKS : LOOKS.slice(0, 2);

/**
 * Expects that axe-core finds nothing on the page as it stands. A failure names each rule with the elements that break
 * it. axe-core is put into the page by evaluation, as its security policy forbids scripts of others.
 */
export async function checkAccessibility(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}

/** The same in light and dark, wide and on a phone; the page keeps its size and colours. */
export async function checkAccessibilityOfLooks(page: Page): Promise<void> {
  const size = page.viewportSize();
  const found: string[] = [];
  for (const { colorScheme, viewport } of CHECKED) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const violations = await violationsOf(page);
    found.push(...violations.map((violation) => `${colorScheme}, ${viewport.width} px: ${violation}`));
  }
  await page.emulateMedia({ colorScheme: null });
  if (size !== null) await page.setViewportSize(size);
  expect(found).toEqual([]);
}

async function violationsOf(page: Page): Promise<string[]> {
  await settle(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (options) =>
      (window as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe.run(options),
    OPTIONS,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id} (${help}): ${target.join(' ')}\n${html}\n${failureSummary}`,
    ),
  );
}

/** Colours half way through a transition are nobody's choice: waits until all that ends has ended. */
async function settle(page: Page): Promise<void> {
  const running = () =>
    document.getAnimations().filter(({ playState, effect }) => {
      const ends = effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
      return ends && playState === 'running';
    }).length;
  await expect.poll(() => page.evaluate(running)).toBe(0);
}
