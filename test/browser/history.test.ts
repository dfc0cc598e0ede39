import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { finishedAd, queuedAd } from './support/made-ads.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { mesh, open } = scriptedStudio();
beforeEach(() => {
  mesh.jobs.jobs.splice(0);
  mesh.jobs.search.lookedAt = Number.POSITIVE_INFINITY;
  mesh.gates.listJobs = undefined;
  mesh.gates.deleteJob = undefined;
});

const historyOf = (page: Page) => page.getByRole('region', { name: 'Your ads' });
const cardsOf = (page: Page) => historyOf(page).getByRole('listitem');

/** What the cards are called, in order. */
const namesOf = (page: Page) => page.locator('.ad-card__name').allInnerTexts();

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector('.ad-card__name')?.textContent);

it('reads older ads and loads their pictures as they are scrolled to', async () => {
  for (let at = 1; at <= 60; at++) await finishedAd(mesh, { copy: `Ad ${at}` });
  mesh.uploads.requests.download = 0;
  const page = await open();
  await expect.poll(() => cardsOf(page).count()).toBe(24);
  expect((await namesOf(page)).slice(0, 3)).toEqual(['Ad 60', 'Ad 59', 'Ad 58']);
  await page.getByRole('button', { name: 'All 60' }).waitFor();
  expect(mesh.uploads.requests.download).toBeLessThan(24);
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 3_000);
      return cardsOf(page).count();
    })
    .toBe(60);
  const names = await namesOf(page);
  expect(names).toEqual(Array.from({ length: 60 }, (_, at) => `Ad ${60 - at}`));
  await expect.poll(() => page.locator('.ad-card__image').last().isVisible()).toBe(true);
  // In its own proportions: the picture is narrow, its place is square.
  const fits = await page
    .locator('.ad-card__image')
    .last()
    .evaluate((image) => getComputedStyle(image).objectFit);
  expect(fits).toBe('contain');

  // From far below, an ad opens in sight.
  const stage = page.locator('.stage');
  const top = () => stage.evaluate((part) => part.getBoundingClientRect().top);
  expect(await top()).toBeLessThan(-500);
  await cardsOf(page).last().getByRole('link').click();
  await expect.poll(top).toBeGreaterThanOrEqual(0);
  expect(await top()).toBeLessThan(450);
});

it('keeps the versions of an ad on one card, or shows each', async () => {
  const first = await finishedAd(mesh, { copy: 'Latte' });
  const second = await finishedAd(mesh, { copy: 'Latte 2', parentId: first.job.id });
  await finishedAd(mesh, { copy: 'Tea' });
  const newest = await finishedAd(mesh, { copy: 'Latte 3', parentId: second.job.id });
  const page = await open();
  await expect.poll(() => namesOf(page)).toEqual(['Latte 3', 'Tea']);
  await page.getByText('3 versions').waitFor();
  await page.getByRole('link', { name: /Latte 3/ }).click();
  expect(page.url()).toContain(newest.job.id);
  await page.getByLabel('All versions').check();
  await expect.poll(() => namesOf(page)).toEqual(['Latte 3', 'Tea', 'Latte 2', 'Latte']);
});

it('searches all ads for Korean words, over short pages, and can be stopped', async () => {
  await finishedAd(mesh, { copy: '오늘의 커피\n3,900원', scene: '따뜻한 카페' });
  for (let at = 1; at <= 70; at++) await finishedAd(mesh, { copy: `Ad ${at}` });
  await finishedAd(mesh, { copy: '커피 한 잔', scene: '바다' });
  // Each page looks at ten jobs: most are empty.
  mesh.jobs.search.lookedAt = 10;
  let gate = Promise.withResolvers<void>();
  const queries: string[] = [];
  mesh.gates.listJobs = async ({ query, pageToken }) => {
    if (query === '') return;
    queries.push(query);
    if (pageToken === '40') await gate.promise;
  };
  const page = await open();
  const search = page.getByRole('searchbox', { name: 'Search your ads' });
  // Typed faster than any machine is slow.
  await search.evaluate(
    (input: HTMLInputElement, typed) => {
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
      for (const value of typed) {
        set?.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    },
    ['ㅋ', '커', '커ㅍ', '커피'],
  );
  await expect.poll(() => namesOf(page)).toEqual(['커피 한 잔']);
  await page.getByText('Searching older ads …').waitFor();
  gate.resolve();
  await expect.poll(() => namesOf(page)).toEqual(['커피 한 잔', '오늘의 커피 3,900원']);
  await page.getByText('2 ads found').waitFor();
  // Half a syllable was never looked for.
  expect(new Set(queries)).toEqual(new Set(['커피']));
  await search.fill('커피 카페');
  await expect.poll(() => namesOf(page)).toEqual(['오늘의 커피 3,900원']);
  gate = Promise.withResolvers<void>();
  await search.fill('홍차');
  await page.getByText('Searching older ads …').waitFor();
  await search.fill('');
  await expect.poll(() => cardsOf(page).count()).toBeGreaterThan(9);
  gate.resolve();
  await search.fill('없는말');
  await page.getByText('Nothing found for “없는말”').waitFor();
  await page.getByRole('button', { name: 'Show all ads' }).click();
  expect(await search.inputValue()).toBe('');
});

it('shows the ads in a state, counted by the server, and follows them', async () => {
  await finishedAd(mesh, { copy: 'Done' });
  const running = await queuedAd(mesh, { copy: 'Cooking' });
  const page = await open();
  await page.getByRole('button', { name: 'In progress 1' }).click();
  await expect.poll(() => namesOf(page)).toEqual(['Cooking']);
  const run = runOf(running);
  run.startJob();
  running.progress({ step: 1, fraction: 0.42, stepFraction: 0.9 });
  await cardsOf(page).getByText('42%').waitFor();
  const late = await queuedAd(mesh, { copy: 'Late' });
  await expect.poll(() => namesOf(page)).toEqual(['Late', 'Cooking']);
  run.fail(1, 'MODEL_PROCESS_FAILED');
  await expect.poll(() => namesOf(page)).toEqual(['Late']);
  await page.getByRole('button', { name: 'Failed 1' }).click();
  await expect.poll(() => namesOf(page)).toEqual(['Cooking']);
  await page.getByRole('button', { name: 'Stopped 0' }).click();
  await page.getByText('No ads in this state').waitFor();
  runOf(late).fail(1, 'MODEL_PROCESS_FAILED');
  await page.getByRole('button', { name: 'Failed 2' }).waitFor();
});

it('goes from ad to ad by the arrow keys, and deletes one, several, and one that is being made', async () => {
  for (let at = 1; at <= 9; at++) await finishedAd(mesh, { copy: `Ad ${at}` });
  const running = await queuedAd(mesh, { copy: 'Cooking' });
  const page = await open();
  await page.getByRole('link', { name: /Ad 9/ }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('Ad 8');
  const columns = await page
    .locator('.history__grid')
    .evaluate((grid) => getComputedStyle(grid).gridTemplateColumns.split(' ').length);
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe(`Ad ${8 - columns}`);
  await page.keyboard.press('Home');
  expect(await focused(page)).toBe('Cooking');
  // One stop for Tab, on the card that had the focus.
  expect(await page.locator('.ad-card__link[tabindex="0"]').count()).toBe(1);

  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete this ad?' });
  await dialog.getByText('removed from the server for good').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(mesh.jobs.jobs.length).toBe(10);
  expect(await focused(page)).toBe('Ad 1');
  await page.keyboard.press('Delete');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => namesOf(page)).not.toContain('Ad 1');
  // Under an open dialog nothing takes the focus.
  await dialog.waitFor({ state: 'hidden' });
  expect(mesh.jobs.jobs.length).toBe(9);

  await page.getByRole('link', { name: /Ad 5/ }).focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Select “Ad 4”').check();
  await page.getByLabel('Select “Cooking”').check();
  await page.getByText('3 selected').waitFor();
  await checkAccessibilityOfLooks(page);
  await historyOf(page).getByRole('button', { name: 'Delete', exact: true }).click();
  const several = page.getByRole('dialog', { name: 'Delete 3 ads?' });
  await several.getByText('One of them is still being made: it is stopped first.').waitFor();
  await checkAccessibilityOfLooks(page);
  await several.getByRole('button', { name: 'Stop and delete' }).click();
  await expect.poll(() => namesOf(page)).toEqual(['Ad 9', 'Ad 8', 'Ad 7', 'Ad 6', 'Ad 3', 'Ad 2']);
  expect(mesh.jobs.jobs).not.toContain(running);
  await several.waitFor({ state: 'hidden' });
});

it('says why an ad was not deleted, and why the search failed', async () => {
  await finishedAd(mesh, { copy: 'Stays' });
  mesh.gates.deleteJob = async () => {
    throw new AppError('JOB_NOT_FINISHED');
  };
  const page = await open();
  await page.getByRole('button', { name: 'Delete “Stays”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('“Stays” could not be deleted.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await namesOf(page)).toEqual(['Stays']);
  mesh.gates.listJobs = async ({ query }) => {
    if (query !== '') throw new AppError('INTERNAL');
  };
  await page.getByRole('searchbox').fill('nothing');
  await page.getByText('The ads could not be loaded.').waitFor();
  mesh.gates.listJobs = undefined;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Nothing found for “nothing”').waitFor();
});

it('fits a phone, in Korean, and says that there is nothing yet', async () => {
  const page = await open({ locale: 'ko-KR', viewport: { width: 320, height: 700 } });
  await page.getByText('아직 만든 광고가 없어요').waitFor();
  await finishedAd(mesh, { copy: '오늘의 커피 '.repeat(6) });
  await page.getByRole('link', { name: /오늘의 커피.*완료/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await checkAccessibilityOfLooks(page);
});
