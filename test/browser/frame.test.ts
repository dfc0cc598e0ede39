import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeEach, expect, it } from 'vitest';
import { AD, makeArrangedAd } from './support/arranged-ad.ts';
import { checkAccessibility, checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { finishedAd, pictureOf, queuedAd } from './support/made-ads.ts';
import { openPage } from './support/open-page.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';
import { watchLayout } from './support/watch-layout.ts';

const { chromium, mesh, open } = scriptedStudio();
beforeEach(() => {
  mesh.gates.getServerStatus = undefined;
  mesh.jobs.jobs.splice(0);
});

/** Opens an ad on a page that is open. */
async function show(page: Page, jobId: string): Promise<void> {
  await page.evaluate((id) => {
    window.location.hash = `#job=${id}`;
  }, jobId);
}

async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

/** How bright the page's ground is, 0 to 255. */
async function brightnessOf(page: Page): Promise<number> {
  const shot = await page.screenshot({ clip: { x: 2, y: 2, width: 4, height: 4 } });
  const { channels } = await sharp(shot).stats();
  return channels[0].mean;
}

it('keeps the chosen look over a reload, from the first paint on', async () => {
  const page = await open({ colorScheme: 'light' });
  expect(await brightnessOf(page)).toBeGreaterThan(200);
  await page.getByRole('button', { name: 'Look: Dark' }).click();
  expect(await brightnessOf(page)).toBeLessThan(60);
  await checkAccessibility(page);

  // The page's own script is kept back: what is painted is what a slow connection shows.
  const gate = Promise.withResolvers<void>();
  await page.route('**/assets/index-*.js', async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.styleSheets.length > 0 && document.body !== null);
  expect(await page.locator('#root').evaluate((root) => root.childElementCount)).toBe(0);
  expect(await brightnessOf(page)).toBeLessThan(60);
  gate.resolve();
  const dark = page.getByRole('button', { name: 'Look: Dark' });
  await expect.poll(() => dark.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Look: As the system' }).click();
  expect(await brightnessOf(page)).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await brightnessOf(page)).toBeLessThan(60);
});

it('says that a part could not be loaded, and loads it when asked again', async () => {
  const scripted = await queuedAd(mesh, { copy: 'Latte' });
  const { job } = scripted;
  Object.assign(job.spec ?? {}, { product: { imageId: 'f'.repeat(64) }, output: AD });
  await makeArrangedAd(mesh, scripted);
  // Its console tells of the request that failed, so this page is not checked for errors.
  const { page, close } = await openPage(chromium.browser, mesh.url);
  await page.route('**/assets/arrange-tool-*.js', (route) => route.abort(), { times: 1 });
  await show(page, job.id);
  await page.getByRole('link', { name: 'Move product' }).click();
  await page.getByText('This part could not be loaded. Everything else goes on.').waitFor();
  await checkAccessibilityOfLooks(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('This part could not be loaded.').waitFor({ state: 'detached' });
  await page.locator('.arrange__product').waitFor();
  await close();
});

it('offers to reload a page that broke, and keeps what was typed', async () => {
  const { page, close } = await openPage(chromium.browser, mesh.url);
  await page.getByLabel('Scene').first().fill('A quiet beach');
  await page.evaluate(() => {
    Date.prototype.toDateString = () => {
      throw new Error('No clock.');
    };
  });
  await queuedAd(mesh, { copy: 'Breaks' });
  await page.getByText('This page has run into a problem').waitFor();
  await checkAccessibilityOfLooks(page);
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect.poll(() => page.getByLabel('Scene').first().inputValue()).toBe('A quiet beach');
  await close();
});

it('tells in the title how far the ad is, and what has become of it meanwhile', async () => {
  const page = await open({ permissions: ['notifications'] });
  await page.evaluate(() => {
    const told: string[] = [];
    class Notification {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string, { body }: { body: string }) {
        told.push(`${title}: ${body}`);
      }
    }
    Object.assign(window, { Notification, told });
  });
  expect(await page.title()).toBe('nanoCocoa');
  const scripted = await queuedAd(mesh, { copy: '커피' });
  const run = runOf(scripted);
  await show(page, scripted.job.id);
  await expect.poll(() => page.title()).toBe('Waiting · 커피 — nanoCocoa');
  run.startJob();
  scripted.progress({ step: 1, fraction: 0.42, stepFraction: 0.9 });
  await expect.poll(() => page.title()).toBe('42% · 커피 — nanoCocoa');
  const bell = page.getByRole('button', { name: 'Tell me when it is done' });
  expect(await bell.getAttribute('aria-pressed')).toBe('false');
  await bell.click();
  await expect.poll(() => bell.getAttribute('aria-pressed')).toBe('true');

  await page.clock.install();
  await setHidden(page, true);
  await expect.poll(() => mesh.jobs.watches.open).toBe(0);
  run.succeed(await pictureOf(mesh, 60, 60));
  await expect
    .poll(async () => {
      await page.clock.runFor(5_000);
      return page.title();
    })
    .toBe('✓ Done · 커피 — nanoCocoa');
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
  expect(await told()).toEqual(['Your ad is done: 커피']);
  await setHidden(page, false);
  await expect.poll(() => page.title()).toBe('커피 — nanoCocoa');
  expect(await told()).toHaveLength(1);
});

it('follows anew at once after a sleep, and after the browser froze it', async () => {
  const page = await open();
  const scripted = await queuedAd(mesh, { copy: 'Sleeper' });
  const run = runOf(scripted);
  await show(page, scripted.job.id);
  await page.getByText('Waiting: next in line').waitFor();
  await page.clock.install();
  await page.clock.runFor(4_000);
  const { opened } = mesh.jobs.watches;
  // Shorter than the silence after which the client itself gives a stream up.
  await page.clock.fastForward(20_000);
  await expect.poll(() => mesh.jobs.watches.opened).toBe(opened + 1);
  await expect.poll(() => mesh.jobs.watches.open).toBe(1);
  run.startJob();
  run.startStep(1);
  await page.getByText('Step 1 of 3: Scene and product').waitFor();
  await page.clock.resume();

  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  mesh.jobs.cutWatches();
  run.finishStep(1, await pictureOf(mesh, 60, 60));
  run.startStep(2);
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await page.getByText('Step 2 of 3: Letters').waitFor();
  await expect.poll(() => mesh.jobs.watches.open).toBe(1);
  run.fail(2, 'MODEL_PROCESS_FAILED');
});

it('says what keeps it, what goes on by itself, for how long, and that it is back', async () => {
  const { page, close } = await openPage(chromium.browser, mesh.url);
  const scripted = await queuedAd(mesh, { copy: 'Goes on' });
  await page.getByRole('link', { name: /Goes on/ }).waitFor();
  const banner = page.locator('.banner');
  await page.context().setOffline(true);
  await banner
    .getByText('You are offline. Your ad goes on on the server; this page catches up by itself.')
    .waitFor();
  await banner.getByText('for 3 s').waitFor();
  await checkAccessibilityOfLooks(page);
  await page.context().setOffline(false);
  await banner.getByText(/Connected again\. You were away for \d+ s; everything is up to date\./).waitFor();
  await banner.getByText('Connected again.').waitFor({ state: 'detached' });
  runOf(scripted).fail(1, 'MODEL_PROCESS_FAILED');
  mesh.gates.getServerStatus = async () => {
    throw new AppError('UNAVAILABLE');
  };
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await banner
    .getByText('The server cannot be reached at the moment. Trying again by itself… What you type is kept.')
    .waitFor();
  mesh.gates.getServerStatus = undefined;
  await banner.getByText('Connected again.').waitFor();
  await close();
});

it.each([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])('moves nothing in the whole life of an ad, $width px wide', async (viewport) => {
  await finishedAd(mesh, { copy: 'Earlier' });
  const page = await open({ viewport, reducedMotion: 'reduce' });
  await page
    .getByRole('link', { name: /Earlier/ })
    .first()
    .waitFor();
  const shifted = await watchLayout(page);
  const scripted = await queuedAd(mesh, { copy: 'Still' });
  const run = runOf(scripted);
  await page.getByRole('link', { name: /Still/ }).first().click();
  scripted.progress({ queuePosition: 1, eta: { seconds: 30, nanos: 0 } });
  await page.getByText('about 30 s left').waitFor();
  const picture = await pictureOf(mesh, 512, 512);
  run.startJob();
  for (const step of [1, 2, 3]) {
    run.startStep(step);
    scripted.progress({ step, fraction: step / 4, stepFraction: 0.5, eta: { seconds: 9 - step, nanos: 0 } });
    await page.getByText(`Step ${step} of 3`).waitFor();
    run.finishStep(step, picture);
  }
  run.succeed(picture);
  await page.locator('.frame__picture--result').waitFor();
  await page.getByRole('button', { name: 'Download PNG' }).waitFor();
  expect(await shifted()).toBeLessThan(0.02);
});

it.each([320, 390, 768, 1024, 1920, 2560])('fits %i px', async (width) => {
  await finishedAd(mesh, { copy: '오늘의 커피 '.repeat(5) });
  const page = await open({ viewport: { width, height: 900 }, locale: width % 3 === 0 ? 'ko-KR' : 'en-US' });
  await page.locator('.ad-card').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
});
