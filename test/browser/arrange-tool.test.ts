import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { AD, makeArrangedAd, PLACE } from './support/arranged-ad.ts';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { mesh, open } = scriptedStudio();

/** Makes an ad and opens the tool on it. */
async function openTool(page: Page, options: { product?: object; isOld?: boolean } = {}): Promise<string> {
  const spec = AdSpec.fromPartial({
    product: { imageId: 'f'.repeat(64), ...options.product },
    background: { prompt: 'a desk' },
    text: { content: 'Coffee' },
    output: AD,
  });
  const requestId = `arrange-${mesh.jobs.jobs.length}`;
  await mesh.jobs.methods.createJob({ requestId, spec } as never);
  const [scripted] = mesh.jobs.jobs;
  await makeArrangedAd(mesh, scripted, options);
  await page.goto(`${mesh.url}#job=${scripted.job.id}&tool=arrange`);
  await page.locator('.arrange__product').waitFor();
  return scripted.job.id;
}

/** Where the page shows the ad, and a point of it in pixels of the page. */
async function frameOf(page: Page) {
  const box = await page.locator('.arrange__frame').boundingBox();
  if (box === null) throw new Error('The stage is not shown.');
  return { ...box, at: (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height }) };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }, key?: string) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  if (key !== undefined) await page.keyboard.down(key);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  if (key !== undefined) await page.keyboard.up(key);
}

async function apply(page: Page) {
  const before = mesh.jobs.reruns.length;
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => mesh.jobs.reruns.length).toBe(before + 1);
  return mesh.jobs.reruns[before];
}

const percentOf = async (page: Page, label: string) =>
  Number(await page.getByLabel(label, { exact: true }).inputValue());

it('makes a new version with the product where the mouse dropped it, as large as a corner was drawn', async () => {
  const page = await open();
  const jobId = await openTool(page);
  const frame = await frameOf(page);
  expect(await percentOf(page, 'From left')).toBeCloseTo(PLACE.x * 100, 1);
  expect(await percentOf(page, 'Height')).toBeCloseTo(PLACE.scale * 100, 1);

  // 40 pixels to the right of the foot and 60 above it: on the product, between its corners.
  const hold = frame.at(PLACE.x + 0.02, PLACE.y - 0.1);
  await drag(page, hold, { x: hold.x + 0.21 * frame.width, y: hold.y + 0.077 * frame.height }, 'Alt');
  const placed = { x: PLACE.x + 0.21, y: PLACE.y + 0.077 };
  const box = await page.locator('.arrange__product').boundingBox();
  const corner = { x: (box?.x ?? 0) + 1, y: (box?.y ?? 0) + 1 };
  const foot = frame.at(placed.x, placed.y);
  await drag(page, corner, { x: foot.x + (corner.x - foot.x) * 1.5, y: foot.y + (corner.y - foot.y) * 1.5 });

  const { jobId: parent, updateMask, spec } = await apply(page);
  expect(parent).toBe(jobId);
  expect(updateMask).toEqual(['product.x', 'product.y', 'product.scale']);
  expect(Math.abs((spec?.product?.x ?? 0) - placed.x)).toBeLessThan(0.005);
  expect(Math.abs((spec?.product?.y ?? 0) - placed.y)).toBeLessThan(0.005);
  expect(Math.abs((spec?.product?.scale ?? 0) - 1.5 * PLACE.scale)).toBeLessThan(0.005);
  await expect.poll(() => page.url()).not.toContain(jobId);
});

it('shows the product where it will stand, the picture without it elsewhere', async () => {
  const page = await open();
  await openTool(page);
  await page.getByLabel('Show the copy').uncheck();
  const frame = await frameOf(page);
  const hold = frame.at(PLACE.x, PLACE.y - 0.1);
  await drag(page, hold, { x: hold.x + 0.3 * frame.width, y: hold.y }, 'Alt');
  await page.mouse.move(frame.x, frame.y - 20);
  await expect
    .poll(() => page.locator('.arrange__present').evaluate((image) => getComputedStyle(image).opacity))
    .toBe('0');
  const shot = await page.screenshot();
  const [there, here] = await Promise.all(
    [frame.at(PLACE.x + 0.3, PLACE.y - 0.1), frame.at(PLACE.x, PLACE.y - 0.1)].map(({ x, y }) =>
      sharp(shot)
        .extract({ left: Math.round(x), top: Math.round(y), width: 1, height: 1 })
        .raw()
        .toBuffer(),
    ),
  );
  // The cut-out has the light of the result: 180, 20, 20, not its own 200, 30, 30.
  expect(Math.max(...[180, 20, 20].map((value, c) => Math.abs(there[c] - value)))).toBeLessThan(12);
  expect(Math.max(...[90, 147, 120].map((value, c) => Math.abs(here[c] - value)))).toBeLessThan(25);
});

it('holds on to the middle, with Alt does not, and gets smaller further away where that is wanted', async () => {
  const page = await open();
  await openTool(page);
  const frame = await frameOf(page);
  const hold = frame.at(PLACE.x, PLACE.y - 0.1);
  const nearMiddle = { x: hold.x + (0.5 - PLACE.x) * frame.width + 4, y: hold.y };
  await drag(page, hold, nearMiddle);
  expect(await percentOf(page, 'From left')).toBe(50);
  expect(await percentOf(page, 'From top')).toBe(75);
  await page.getByRole('button', { name: 'Reset' }).click();
  await drag(page, hold, nearMiddle, 'Alt');
  expect(await percentOf(page, 'From left')).toBeCloseTo(50 + (4 / frame.width) * 100, 0);
  expect(await percentOf(page, 'From left')).not.toBe(50);

  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByLabel('Smaller further away').check();
  await page.getByRole('application').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowUp');
  // In a straight line to the horizon, which is 50 % − tan 18° × 50 % / tan 18° = 0 % from the top.
  const expected = (100 * PLACE.scale * (PLACE.y - 0.15)) / PLACE.y;
  expect(await percentOf(page, 'Height')).toBeCloseTo(expected, 0);
});

it('works by keyboard alone, says the values, keeps them over a reload and within the limits', async () => {
  const page = await open();
  await openTool(page, { product: { x: PLACE.x, y: PLACE.y } });
  await page.getByRole('application').focus();
  for (const key of ['ArrowLeft', 'Shift+ArrowRight', 'ArrowUp', '+', '+', '-'])
    await page.keyboard.press(key);
  const sentence = '44.5 % from the left, 74.5 % from the top, 28.8 % high';
  await page.getByRole('status').filter({ hasText: sentence }).waitFor({ state: 'attached' });
  await page.reload();
  await page.locator('.arrange__product').waitFor();
  expect(await percentOf(page, 'From left')).toBe(44.5);
  await page.getByLabel('Height', { exact: true }).fill('95');
  await page.getByText('From 10 to 90, please.').waitFor();
  await page.getByLabel('Height', { exact: true }).fill('30');
  await page.getByLabel('From left').focus();
  for (let i = 0; i < 15; i++) await page.keyboard.press('Shift+ArrowUp');
  expect(await percentOf(page, 'From left')).toBe(100);
  const { spec } = await apply(page);
  expect(spec?.product).toMatchObject({ x: 1, y: 0.745, scale: 0.3 });
});

it('gives the place back to the layout', async () => {
  const page = await open();
  await openTool(page);
  const button = page.getByRole('button', { name: 'Let the layout choose' });
  expect(await button.isDisabled()).toBe(true);
  await openTool(page, { product: { x: PLACE.x, y: PLACE.y } });
  await button.click();
  await expect.poll(() => mesh.jobs.reruns.at(-1)?.updateMask).toEqual(['product.x', 'product.y']);
  expect(mesh.jobs.reruns.at(-1)?.spec?.product?.x).toBeUndefined();
});

it('scales by two fingers on a phone, moves by one, and fits', async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await openTool(page);
  await page.locator('.arrange__product').scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const frame = await frameOf(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type: string, points: Array<{ x: number; y: number }>) =>
    session.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points.map((point, id) => ({ ...point, id })),
    });
  const middle = frame.at(PLACE.x, PLACE.y - 0.1);
  const fingers = (apart: number) => [
    { x: middle.x, y: middle.y - apart },
    { x: middle.x, y: middle.y + apart },
  ];
  await touch('touchStart', fingers(10));
  for (const apart of [12, 15, 20]) await touch('touchMove', fingers(apart));
  await touch('touchEnd', []);
  await expect.poll(() => percentOf(page, 'Height')).toBeCloseTo(200 * PLACE.scale, 0);
  await touch('touchStart', [middle]);
  await touch('touchMove', [{ x: middle.x + 0.1 * frame.width, y: middle.y }]);
  await touch('touchMove', [{ x: middle.x + 0.2 * frame.width, y: middle.y + 0.05 * frame.height }]);
  await touch('touchEnd', []);
  await expect.poll(() => percentOf(page, 'From left')).toBeCloseTo(100 * (PLACE.x + 0.2), 0);
});

it('finds a product of an older version by its mask', async () => {
  const page = await open();
  await openTool(page, { isOld: true });
  const box = await page.locator('.arrange__product').boundingBox();
  const frame = await frameOf(page);
  // The mask is 80 pixels of 480 across, 100 of 360 down.
  expect((box?.width ?? 0) / frame.width).toBeCloseTo(80 / 480, 2);
  expect((box?.height ?? 0) / frame.height).toBeCloseTo(100 / 360, 2);
  expect(((box?.x ?? 0) - frame.x) / frame.width).toBeCloseTo(152 / 480, 2);
  expect(((box?.y ?? 0) - frame.y) / frame.height).toBeCloseTo(185 / 360, 2);
});

it('breaks no rule of accessibility', async () => {
  const page = await open();
  await openTool(page);
  await checkAccessibilityOfLooks(page);
});
