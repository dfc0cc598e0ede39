import { readFile } from 'node:fs/promises';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Download, Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { pagesOf } from './support/closing-pages.ts';
import { finishedAd } from './support/made-ads.ts';
import type { ScriptedJob } from './support/scripted-jobs.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { chromium, mesh } = scriptedStudio();
let ad: ScriptedJob;
let picture: Image;

const COPY = '오늘의 커피\n3,900원';

beforeAll(async () => {
  // Noise: large enough to come in several pieces.
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const create = { width: 1200, height: 900, channels: 3 as const, background: '#446688', noise };
  picture = mesh.uploads.put(await sharp({ create }).png().toBuffer(), 1200, 900);
  ad = await finishedAd(mesh, { copy: COPY, picture });
  const letters = await sharp({
    create: { ...create, channels: 4, noise: undefined, background: '#00000000' },
  })
    .png()
    .toBuffer();
  const [, second] = ad.job.steps;
  second.result = { ...mesh.uploads.put(letters, 1200, 900), hasAlpha: true };
});
beforeEach(() => {
  mesh.uploads.gates.download = undefined;
  mesh.uploads.gates.chunk = undefined;
});

const open = pagesOf(
  () => chromium.browser,
  () => `${mesh.url}#job=${ad.job.id}`,
);

const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Download' });

/** The files that the page hands to the browser from now on. */
function filesOf(page: Page): Download[] {
  const files: Download[] = [];
  page.on('download', (file) => files.push(file));
  return files;
}

async function factsOf(file: Download) {
  const { format, width, height, hasAlpha } = await sharp(await readFile(await file.path())).metadata();
  return {
    name: file.suggestedFilename(),
    facts: [format === 'heif' ? 'avif' : format, width, height, hasAlpha],
  };
}

async function openPanel(page: Page) {
  await page.getByRole('button', { name: 'Download as …' }).click();
  await panelOf(page).getByRole('button', { name: 'Download 1 file' }).waitFor();
  return panelOf(page);
}

const tail = () => ad.job.id.slice(-6).toLowerCase();

it('downloads the ad as it is stored at once, byte by byte', async () => {
  const page = await open();
  const files = filesOf(page);
  await page.getByRole('button', { name: 'Download PNG' }).click();
  await expect.poll(() => files.length).toBe(1);
  expect(files[0].suggestedFilename()).toBe(`오늘의-커피-3-900원-1200x900-${tail()}.png`);
  const bytes = await readFile(await files[0].path());
  expect(bytes.equals(mesh.uploads.images.get(picture.id)?.bytes ?? Buffer.of())).toBe(true);
  await page.getByText(/^Saved · [\d.]+ MB$/).waitFor({ state: 'attached' });
});

it('makes several files of several pictures, in the types and the width that were chosen', async () => {
  const page = await open();
  const files = filesOf(page);
  const panel = await openPanel(page);
  await panel.getByText('1200 × 900 px').waitFor();
  expect(await panel.getByRole('radio').count()).toBe(4);
  for (const type of ['JPEG', 'WebP', 'AVIF']) await panel.getByLabel(type).check();
  await panel.getByLabel('512').check();
  await panel.getByText('512 × 384 px').waitFor();
  await panel.getByRole('button', { name: 'Download 4 files' }).click();
  await expect.poll(() => files.length).toBe(4);
  const made = await Promise.all(files.map(factsOf));
  expect(made.map(({ facts }) => facts)).toEqual([
    ['png', 512, 384, false],
    ['jpeg', 512, 384, false],
    ['webp', 512, 384, false],
    ['avif', 512, 384, false],
  ]);
  expect(made[1].name).toBe(`오늘의-커피-3-900원-512x384-${tail()}.jpg`);
  await expect.poll(() => panel.getByText(/^Saved · \d+ kB$/).count()).toBe(4);

  for (const type of ['PNG', 'JPEG', 'AVIF']) await panel.getByLabel(type).uncheck();
  await panel.getByLabel('The ad').uncheck();
  await panel.getByText('Choose a picture and a file type.').waitFor();
  await panel.getByLabel('Letters alone').check();
  const own = panel.getByRole('spinbutton');
  await own.fill('15');
  expect(await own.getAttribute('aria-invalid')).toBe('true');
  expect(await panel.getByRole('button', { name: 'Download 0 files' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  await own.fill('300');
  await panel.getByRole('button', { name: 'Download 1 file' }).click();
  await expect.poll(() => files.length).toBe(5);
  const last = await factsOf(files[4]);
  expect(last).toEqual({
    name: `오늘의-커피-3-900원-letters-300x225-${tail()}.webp`,
    facts: ['webp', 300, 225, true],
  });
});

it('shows how far a file is, stops it, says what went wrong, and tries again', async () => {
  const page = await open();
  const files = filesOf(page);
  const panel = await openPanel(page);
  await page.locator('.frame__picture--result').waitFor();
  let gate = Promise.withResolvers<void>();
  mesh.uploads.gates.chunk = () => gate.promise;
  await panel.getByLabel('JPEG').check();
  await panel.getByRole('button', { name: 'Download 2 files' }).click();
  const bar = panel.getByRole('progressbar');
  await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(0);
  expect(Number(await bar.getAttribute('value'))).toBeLessThan(0.9);
  await checkAccessibilityOfLooks(page);
  await panel.getByRole('button', { name: /^Stop the download of .*\.png$/ }).click();
  await panel.getByText('Stopped').waitFor();
  gate.resolve();
  // The other one goes on.
  await expect.poll(() => files.length).toBe(1);
  expect((await factsOf(files[0])).facts[0]).toBe('jpeg');

  gate = Promise.withResolvers();
  mesh.uploads.gates.chunk = undefined;
  mesh.uploads.gates.download = async () => {
    throw new AppError('IMAGE_NOT_FOUND');
  };
  await panel.getByRole('button', { name: 'Try again' }).click();
  await panel.locator('.file--failed').waitFor();
  expect(await panel.locator('.file--failed .file__state').innerText()).toMatch(/\w+ .*\.$/);
  mesh.uploads.gates.download = undefined;
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => files.length).toBe(2);
  expect((await factsOf(files[1])).facts.slice(0, 3)).toEqual(['png', 1200, 900]);
});

it('copies the picture to the clipboard, and shares it where a finger points', async () => {
  const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  const panel = await openPanel(page);
  expect(await panel.getByRole('button', { name: 'Share' }).count()).toBe(0);
  await panel.getByRole('button', { name: 'Copy picture' }).click();
  await panel.getByText('Copied', { exact: true }).waitFor();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const { width, height } = await createImageBitmap(await item.getType('image/png'));
    return [width, height];
  });
  expect(size).toEqual([1200, 900]);

  const phone = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.evaluate(() => {
    const shared: Array<[string, string, number]> = [];
    Object.assign(window, { shared });
    Object.assign(navigator, {
      canShare: () => true,
      share: async ({ files: [file] }: { files: File[] }) => shared.push([file.name, file.type, file.size]),
    });
  });
  const onPhone = await openPanel(phone);
  await onPhone.getByRole('button', { name: 'Share' }).click();
  await expect
    .poll(() => phone.evaluate(() => (window as unknown as { shared: unknown[] }).shared))
    .toEqual([[`오늘의-커피-3-900원-1200x900-${tail()}.png`, 'image/png', picture.sizeBytes]]);
  const box = await onPhone.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  await onPhone.press('Escape');
  await onPhone.waitFor({ state: 'hidden' });
});
