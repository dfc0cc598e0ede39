import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { VARIANTS_LABEL } from '../../services/frontend/web/src/job/labels.ts';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { adsOf } from './support/scripted-ads.ts';
import type { ScriptedJob } from './support/scripted-jobs.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { mesh, open } = scriptedStudio();
const ads = adsOf(mesh);

async function makeSet(setId: string): Promise<ScriptedJob[]> {
  const set: ScriptedJob[] = [];
  for (const seed of [11, 22, 33, 44]) set.push(await ads.create({ seed }, { [VARIANTS_LABEL]: setId }));
  return set;
}

async function goTo(page: Page, setId: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#variants=${setId}`);
}

const states = (page: Page) => page.locator('.variant__state').allInnerTexts();
const state = (ad: ScriptedJob) => mesh.jobs.jobs.find(({ job }) => job.id === ad.job.id)?.job.state;

it('shows four ads as they become, one of which fails and one is stopped', async () => {
  const [one, two, three, four] = await makeSet('set-live');
  await ads.create({ text: { content: 'Not of the set' } });
  const page = await open({ reducedMotion: 'reduce' });
  await goTo(page, 'set-live');
  await expect.poll(() => page.locator('.variant').count()).toBe(4);
  await page.getByRole('status').getByText('0 of 4 done').waitFor();
  one.progress({ queuePosition: 3, eta: { seconds: 20, nanos: 0 } });
  await expect.poll(() => states(page)).toContain('Waiting: 3 jobs before this one · about 20 s left');
  const bottom = () =>
    page.evaluate(() => document.querySelector('.variants')?.getBoundingClientRect().bottom);
  const before = await bottom();

  runOf(two).startJob();
  runOf(two).startStep(2);
  two.progress({ step: 2, fraction: 0.61, eta: { seconds: 4, nanos: 0 } });
  runOf(three).startJob();
  runOf(three).fail(1, 'INTERNAL');
  await page.getByRole('button', { name: 'More about Variant 4' }).click();
  await page.getByRole('menuitem', { name: 'Stop' }).click();
  await ads.finish(one, '#c08020');
  await page.getByRole('status').getByText('1 of 4 done').waitFor();
  await page.getByRole('link', { name: 'Open Variant 1' }).locator('img').waitFor();
  await expect
    .poll(() => states(page))
    .toEqual([
      expect.stringMatching(/^Done in/u),
      'Step 2 of 3: Letters · 61% · about 4 s left',
      'Something went wrong on our side. Please try again.',
      'Stopped',
    ]);
  expect(await bottom()).toBe(before);
  expect(await page.getByRole('progressbar').first().getAttribute('value')).toBe('0.61');
  await checkAccessibilityOfLooks(page);

  // What is said is there again after a reload, and in Korean on a phone nothing is wider than the page.
  await page.reload();
  await expect.poll(() => page.locator('.variant').count()).toBe(4);
  await page.getByRole('button', { name: '한국어' }).click();
  await page.getByText('4개 중 1개 완료').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0);
  const tops = () =>
    page.locator('.variant').evaluateAll((all) => all.map((one) => (one as HTMLElement).offsetTop));
  await expect.poll(async () => new Set(await tops()).size).toBe(2);
  expect(state(four)).toBe(5);
});

it('compares two, stops all, saves one, and keeps one of a set', async () => {
  const set = await makeSet('set-kept');
  const [one, two, three] = set;
  await ads.finish(one, '#c08020');
  await ads.finish(two, '#20c080');
  const page = await open({ reducedMotion: 'reduce' });
  await goTo(page, 'set-kept');
  // The two chosen last count.
  for (const number of [4, 2, 1]) {
    await page.getByRole('checkbox', { name: `Choose Variant ${number} to compare` }).check();
  }
  expect(await page.getByRole('checkbox', { name: 'Choose Variant 4' }).isChecked()).toBe(false);
  await page.getByRole('link', { name: 'Compare these two' }).click();
  await expect.poll(() => page.url()).toContain(`#compare=${one.job.id},${two.job.id}`);
  await expect
    .poll(() => page.locator('.picker .picker__name').allInnerTexts())
    .toEqual(['Coffee · Seed 11', 'Coffee · Seed 22']);
  await page.goBack();

  await page.getByRole('button', { name: 'More about Variant 1' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download' }).click();
  expect((await saved).suggestedFilename()).toBe(`Coffee-600x600-${one.job.id.slice(-6).toLowerCase()}.png`);

  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect.poll(() => state(three)).toBe(5);
  await expect.poll(() => page.getByRole('button', { name: 'Stop all' }).count()).toBe(0);
  const other = await ads.create({ seed: 55 }, { [VARIANTS_LABEL]: 'set-kept' });
  await page.getByText('Variant 5').waitFor();

  await page.getByRole('button', { name: 'More about Variant 2' }).click();
  await page.getByRole('menuitem', { name: 'Keep this one' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 4 ads?' });
  await dialog.getByText('Variant 2 is kept.').waitFor();
  await dialog.getByText('One of them is still being made: it is stopped first.').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => page.url()).toContain(`#job=${two.job.id}`);
  const left = mesh.jobs.jobs.filter(({ job }) => job.labels[VARIANTS_LABEL] === 'set-kept');
  expect(left.map(({ job }) => job.id)).toEqual([two.job.id]);
  expect(left).not.toContain(other);
});

it('says that a set is gone', async () => {
  const page = await open({ locale: 'ko-KR' });
  await goTo(page, 'set-gone');
  await page.getByText('이 안들은 이제 없어요').waitFor();
  await page.getByRole('link', { name: '새 광고 만들기' }).click();
  await expect.poll(() => page.locator('.variants').count()).toBe(0);
});
