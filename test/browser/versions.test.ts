import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { adsOf } from './support/scripted-ads.ts';
import type { ScriptedJob } from './support/scripted-jobs.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { mesh, open } = scriptedStudio();
const ads = adsOf(mesh);

/** An ad with two branches: 1 ─ 2 ─ 3, and from 1: 4 ─ 5, which failed. Another ad stands between them. */
async function makeFamily(): Promise<ScriptedJob[]> {
  const first = await ads.create();
  await ads.finish(first, '#a06030');
  const copy = await ads.rerun(first, ['text.content'], { text: { content: 'Tea' } }, first);
  await ads.finish(copy, '#30a060');
  const other = await ads.create({ text: { content: 'Another ad' } });
  await ads.finish(other, '#000000');
  const seed = await ads.rerun(copy, ['seed'], { seed: 91 }, first);
  await ads.finish(seed, '#3060a0');
  const place = { product: { imageId: '', scale: 0.6, x: 0.3, y: 0.8 } };
  const moved = await ads.rerun(first, ['product.scale', 'product.x', 'product.y'], place, first);
  await ads.finish(moved, '#a03060');
  const own = await ads.rerun(moved, ['step1_image_id', 'start_step'], { step1ImageId: 'b', startStep: 2 });
  const run = runOf(own);
  run.startJob();
  run.fail(1, 'INTERNAL');
  return [first, copy, seed, moved, own];
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    window.location.hash = next;
  }, hash);
}

const tree = (page: Page) => page.getByRole('list', { name: 'Versions' });
const links = (page: Page) => tree(page).getByRole('link');

async function wordsOf(page: Page): Promise<string[]> {
  const changes = await page.locator('.version__changes').allTextContents();
  const states = await page.locator('.version__state').allTextContents();
  return changes.map((words, at) => `${words} | ${states[at].replace(/\d+:\d+\s[AP]M/u, 'time')}`);
}

/** Column and row of each version, by where it is seen. */
async function placesOf(page: Page): Promise<number[][]> {
  const places = await page
    .locator('.version')
    .evaluateAll((nodes) =>
      nodes.map((node) => [(node as HTMLElement).offsetLeft, (node as HTMLElement).offsetTop]),
    );
  const ranks = (at: 0 | 1) => [...new Set(places.map((place) => place[at]))].sort((a, b) => a - b);
  return places.map(([left, top]) => [ranks(0).indexOf(left), ranks(1).indexOf(top)]);
}

it('shows versions as a tree in the order of time and says what has changed, in both languages', async () => {
  const [, , seed, , own] = await makeFamily();
  const page = await open();
  await goTo(page, `#job=${seed.job.id}`);
  await expect.poll(() => links(page).count()).toBe(5);
  expect(await wordsOf(page)).toEqual([
    'First version | Version 1 · time',
    'Copy | Version 2 · time',
    'Seed 7 → 91 | Version 3 · time',
    'Product larger, product moved | Version 4 · time',
    'Own background | Version 5 · Failed',
  ]);
  expect(await placesOf(page)).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [1, 1],
    [2, 1],
  ]);
  expect(await links(page).nth(3).textContent()).toContain('from version 1');
  expect(await tree(page).locator('[aria-current=page]').count()).toBe(1);
  expect(await links(page).nth(2).getAttribute('aria-current')).toBe('page');
  await checkAccessibilityOfLooks(page);

  // The same from any version, after a reload, and on a phone.
  await goTo(page, `#job=${own.job.id}`);
  await expect.poll(() => links(page).nth(4).getAttribute('aria-current')).toBe('page');
  await page.reload();
  await expect.poll(() => links(page).count()).toBe(5);
  await page.setViewportSize({ width: 390, height: 844 });
  const scrolls = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await scrolls()).toBe(false);
  await page.getByRole('button', { name: '한국어' }).click();
  await expect
    .poll(() => page.locator('.version__changes').allTextContents())
    .toEqual(['첫 버전', '문구', '시드 7 → 91', '상품 크게, 상품 옮김', '내 배경']);
});

it('walks the tree by keys, and opens, compares and deletes a version', async () => {
  const [first, copy, seed, moved] = await makeFamily();
  const page = await open();
  await goTo(page, `#job=${seed.job.id}`);
  await expect.poll(() => links(page).count()).toBe(5);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-version'));
  await links(page).nth(2).focus();
  const walked: Array<string | null | undefined> = [];
  for (const key of ['ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowLeft', 'End', 'Home']) {
    await page.keyboard.press(key);
    walked.push(await focused());
  }
  const newest = mesh.jobs.jobs[0].job.id;
  expect(walked).toEqual([newest, moved.job.id, copy.job.id, first.job.id, newest, first.job.id]);
  // One stop for Tab: the version, then its menu, then out of the tree.
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(null);
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'More about Version 1' });
  await menu.getByRole('menuitem').first().and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain(`#compare=${first.job.id},${seed.job.id}`);
  await page.goBack();
  await links(page).nth(1).press('Enter');
  await expect.poll(() => page.url()).toContain(copy.job.id);

  await page.getByRole('button', { name: 'More about Version 2' }).click();
  await page.getByRole('menuitem', { name: 'Delete …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this ad?' });
  await dialog.getByText('Version 2 · Copy').waitFor();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  expect(await links(page).count()).toBe(5);
  await links(page).nth(1).press('Delete');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => links(page).count()).toBe(4);
  await expect.poll(() => page.url()).toContain(first.job.id);
  // What is left of the branch begins anew.
  expect((await wordsOf(page))[1]).toBe('Its earlier version is gone | Version 2 · time');
  expect(mesh.jobs.jobs.some(({ job }) => job.id === copy.job.id)).toBe(false);
});

it('shows a new version at once and live, and nothing moves but for the second line that it gets', async () => {
  const first = await ads.create();
  await ads.finish(first, '#708090');
  const page = await open({ reducedMotion: 'reduce' });
  await goTo(page, `#job=${first.job.id}`);
  await page.getByText('Change something and make it again').waitFor();
  const below = () =>
    page.evaluate(() => document.querySelector('.versions')?.getBoundingClientRect().bottom);
  const before = await below();
  const version = await ads.rerun(first, ['text.content'], { text: { content: 'Cocoa' } }, first);
  await page.getByText('Version 2 · Waiting').waitFor();
  const withTwo = await below();
  expect(withTwo).toBe((before ?? 0) + 64);
  const run = runOf(version);
  run.startJob();
  run.startStep(1);
  version.progress({ step: 1, fraction: 0.42 });
  await page.getByText('Version 2 · 42%').waitFor();
  const ring = page.locator('.ring__value');
  const [length, round] = ((await ring.getAttribute('stroke-dasharray')) ?? '').split(' ').map(Number);
  expect(length / round).toBeCloseTo(0.42);
  await ads.finish(version, '#405060');
  await expect.poll(() => page.locator('.ring').count()).toBe(0);
  await page.locator('.version:last-child img').waitFor();
  expect(await below()).toBe(withTwo);
});
