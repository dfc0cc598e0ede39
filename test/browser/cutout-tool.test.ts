import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { draw } from './support/arranged-ad.ts';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { cutoutAt, makeCutOutAd, PHOTO, photoAt } from './support/cut-out-ad.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { mesh, open } = scriptedStudio();

const stageOf = (page: Page): Locator => page.getByRole('application', { name: 'Product cut-out' });
const isOpen = (page: Page) => page.locator('.cutout__stage[aria-busy=false]').waitFor();

/** Makes an ad and opens the tool on it. */
async function openTool(page: Page, product = {}) {
  const made = await makeCutOutAd(mesh, product);
  await page.goto(`${mesh.url}#job=${made.scripted.job.id}&tool=cutout`);
  await isOpen(page);
  return made;
}

/** Where on the page a pixel of the photo is: all of it is shown, in the middle. */
async function placeOf(page: Page): Promise<(x: number, y: number) => [number, number]> {
  const box = await stageOf(page).boundingBox();
  if (box === null) throw new Error('The stage is not shown.');
  const scale = Math.min(4, (0.92 * box.width) / PHOTO.width, (0.92 * box.height) / PHOTO.height);
  return (x, y) => [
    box.x + box.width / 2 + (x - PHOTO.width / 2) * scale,
    box.y + box.height / 2 + (y - PHOTO.height / 2) * scale,
  ];
}

/** Paints along points of the photo with the real mouse. */
async function paint(page: Page, points: Array<[number, number]>) {
  const at = await placeOf(page);
  await page.mouse.move(...at(...points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(...point));
  await page.mouse.up();
}

const slide = (page: Page, name: string, value: string) =>
  page.getByRole('slider', { name, exact: true }).fill(value);
const news = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

/** Saves, and gives the pixels of the picture that the new version was asked for with. */
async function save(page: Page): Promise<(x: number, y: number) => number[]> {
  const before = mesh.jobs.reruns.length;
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await expect.poll(() => mesh.jobs.reruns.length).toBe(before + 1);
  const rerun = mesh.jobs.reruns[before];
  expect(rerun.updateMask).toEqual(['product.cutout_image_id']);
  const stored = mesh.uploads.images.get(rerun.spec?.product?.cutoutImageId ?? '');
  const { data, info } = await sharp(stored?.bytes).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels, info.format]).toEqual([
    PHOTO.width,
    PHOTO.height,
    4,
    'raw',
  ]);
  return (x, y) => [...data.subarray((y * PHOTO.width + x) * 4, (y * PHOTO.width + x) * 4 + 4)];
}

it('restores and erases what the mouse paints over, and leaves the rest byte for byte', async () => {
  const page = await open();
  const { scripted } = await openTool(page);
  expect(await page.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
  await slide(page, 'Softness', '0');
  await slide(page, 'Size', '0.6');
  const radius = 0.5 * 200 ** 0.6;
  await paint(page, [
    [230, 150],
    [290, 150],
  ]);
  await news(page, 'Restored. 1 change.');
  // Erased with one jump: no gap between two far points.
  await page.keyboard.press('e');
  await paint(page, [
    [122, 60],
    [178, 60],
  ]);
  await news(page, 'Erased. 2 changes.');
  const pixelAt = await save(page);

  // 2 px around the edge of a stroke may be either.
  const distance = (x: number, y: number, left: number, right: number, row: number) =>
    Math.hypot(x + 0.5 - Math.min(right, Math.max(left, x + 0.5)), y + 0.5 - row);
  let [restored, erased] = [0, 0];
  const wrong: unknown[] = [];
  const expectPixel = (x: number, y: number, wanted: number[]) => {
    const found = pixelAt(x, y);
    if (found.join() !== wanted.join()) wrong.push({ x, y, found, wanted });
  };
  for (let y = 0; y < PHOTO.height; y++) {
    for (let x = 0; x < PHOTO.width; x++) {
      const fromRestored = distance(x, y, 230, 290, 150);
      const fromErased = distance(x, y, 122, 178, 60);
      const was = cutoutAt(x, y);
      if (fromRestored < radius - 2) {
        expectPixel(x, y, photoAt(x, y));
        restored++;
      } else if (fromErased < radius - 2) {
        expectPixel(x, y, [0, 0, 0, 0]);
        erased++;
      } else if (fromRestored > radius + 2 && fromErased > radius + 2) {
        expectPixel(x, y, was[3] === 0 ? [0, 0, 0, 0] : was);
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(Math.min(restored, erased)).toBeGreaterThan(1_000);
  // The version opens, and what was saved is not kept for later.
  await expect.poll(() => page.url()).toContain(mesh.jobs.jobs[0].job.id);
  await stageOf(page).waitFor({ state: 'detached' });
  const kept = () =>
    page.evaluate(async () => {
      const open = indexedDB.open('nanococoa.cutouts');
      await new Promise((resolve) => (open.onsuccess = resolve));
      const count = open.result.transaction('tiles').objectStore('tiles').count();
      await new Promise((resolve) => (count.onsuccess = resolve));
      open.result.close();
      return count.result;
    });
  await expect.poll(kept).toBe(0);
  await page.goto(`${mesh.url}#job=${scripted.job.id}&tool=cutout`);
  await isOpen(page);
  await news(page, 'Paint over what is missing or too much.');
});

it('keeps strokes over a reload, takes them back and forth, and asks before they are left', async () => {
  const page = await open();
  const { scripted } = await openTool(page);
  await paint(page, [
    [250, 120],
    [250, 180],
  ]);
  await news(page, 'Restored. 1 change.');
  await page.reload();
  await isOpen(page);
  await news(page, 'Your earlier changes are back.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await news(page, 'Undone.');
  expect(await page.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Control+Shift+z');
  await news(page, 'Redone. 1 change.');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Save your changes?' });
  await question.getByRole('button', { name: 'Go on editing' }).click();
  await page.getByRole('button', { name: 'Back to automatic' }).click();
  await news(page, 'Back to the automatic cut-out. 2 changes.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await news(page, 'Undone.');
  await page.getByRole('button', { name: 'Close' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => page.url()).not.toContain('tool=');
  await page.goto(`${mesh.url}#job=${scripted.job.id}&tool=cutout`);
  await isOpen(page);
  await news(page, 'Paint over what is missing or too much.');
});

it('works by keyboard alone', async () => {
  const page = await open();
  await openTool(page);
  expect(await stageOf(page).evaluate((stage) => stage === document.activeElement)).toBe(true);
  await page.keyboard.press('e');
  await page.keyboard.press(']');
  // The brush begins in the middle of the photo, inside of the product.
  await page.keyboard.press('ArrowUp');
  await news(page, 'Brush at 50 % across');
  await page.keyboard.down('Enter');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.up('Enter');
  await news(page, 'Erased. 1 change.');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await news(page, 'Erased. 2 changes.');
  const pixelAt = await save(page);
  expect(pixelAt(190, 149)[3]).toBe(0);
  expect(pixelAt(110, 110)).toEqual(photoAt(110, 110));
});

it('touches only similar colours when asked to', async () => {
  const page = await open();
  await openTool(page);
  await page.getByRole('checkbox', { name: 'Only similar colours' }).check();
  await slide(page, 'Size', '0.85');
  await slide(page, 'Softness', '0');
  // Its middle in the box, its edge far over the table.
  await paint(page, [
    [250, 110],
    [250, 112],
  ]);
  await news(page, 'Restored.');
  const pixelAt = await save(page);
  expect(pixelAt(250, 104)).toEqual(photoAt(250, 104));
  expect(pixelAt(230, 110)).toEqual(photoAt(230, 110));
  for (let y = 80; y < 97; y++) expect(pixelAt(250, y)[3]).toBe(0);
});

it('takes a picture of one’s own, and refuses one without transparency in words', async () => {
  const page = await open();
  const { scripted } = await openTool(page);
  const choose = async (buffer: Buffer) =>
    page
      .locator('.cutout input[type=file]')
      .setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer });
  await choose(await draw(50, 40, () => [200, 10, 10, 255]));
  await news(page, 'This picture has no transparency.');
  await choose(await draw(50, 40, () => [200, 10, 10, 0]));
  await news(page, 'This picture is transparent all over');
  await choose(Buffer.from('No picture.'));
  await news(page, 'This file is not a picture');
  const before = mesh.jobs.reruns.length;
  const own = await draw(50, 40, (x) => [200, 10, 10, x < 25 ? 255 : 0]);
  await choose(own);
  await expect.poll(() => mesh.jobs.reruns.length).toBe(before + 1);
  const id = mesh.jobs.reruns[before].spec?.product?.cutoutImageId ?? '';
  expect(mesh.uploads.images.get(id)?.bytes.equals(own)).toBe(true);

  // On that version, the photo's automatic cut-out comes back from the version before.
  const [version] = mesh.jobs.jobs;
  expect(version.job.parentId).toBe(scripted.job.id);
  // The page opens it by itself.
  await expect.poll(() => page.url()).toContain(version.job.id);
  const run = runOf(version);
  run.startJob();
  run.startStep(1);
  run.finishStep(1, mesh.uploads.put(own, 50, 40));
  run.succeed(mesh.uploads.put(own, 50, 40));
  await page.goto(`${mesh.url}#job=${version.job.id}&tool=cutout`);
  await isOpen(page);
  await page.getByText('Restore brings back only what this cut-out has').waitFor();
  await page.getByRole('button', { name: 'Back to automatic' }).click();
  await page.getByText('Restore brings back only what this cut-out has').waitFor({ state: 'detached' });
  await isOpen(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => mesh.jobs.reruns.length).toBe(before + 2);
  expect(mesh.jobs.reruns[before + 1].spec?.product?.cutoutImageId).toBe('');
});

it('paints by touch on a phone, moves with two fingers, and axe-core finds nothing', async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await openTool(page);
  const at = await placeOf(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Array<[number, number]>) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
  await touch('touchStart', [at(250, 130)]);
  await touch('touchMove', [at(250, 170)]);
  await touch('touchEnd', []);
  await news(page, 'Restored. 1 change.');
  // Two fingers going apart enlarge, and paint nothing.
  await touch('touchStart', [at(180, 150)]);
  await touch('touchStart', [at(180, 150), at(220, 150)]);
  await touch('touchMove', [at(100, 150), at(300, 150)]);
  await touch('touchEnd', []);
  await expect.poll(() => page.getByRole('button', { name: 'Show all' }).innerText()).not.toBe('90 %');
  await news(page, 'Restored. 1 change.');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await checkAccessibilityOfLooks(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog', { name: 'Save your changes?' }).waitFor();
  await checkAccessibilityOfLooks(page);
});

it('says that it is being opened for as long as its script is on the way', async () => {
  const page = await open();
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await page.route(/\/cutout-tool[^/]*\.js$/, (route) => held.then(() => route.continue()));
  const { scripted } = await makeCutOutAd(mesh);
  await page.goto(`${mesh.url}#job=${scripted.job.id}&tool=cutout`);
  await page.getByText('Opening the tool').waitFor();
  release();
  await isOpen(page);
  expect(await page.getByText('Opening the tool').count()).toBe(0);
});
