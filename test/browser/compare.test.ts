import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { adsOf } from './support/scripted-ads.ts';
import type { ScriptedJob } from './support/scripted-jobs.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { mesh, open } = scriptedStudio();
let red: ScriptedJob;
let blue: ScriptedJob;

const ads = adsOf(mesh);

beforeAll(async () => {
  red = await ads.create({ output: { width: 1000, height: 1000, mediaType: 'image/png' } });
  await ads.finish(red, '#ff0000');
  blue = await ads.rerun(red, ['text.content', 'seed'], { text: { content: 'Tea' }, seed: 91 }, red);
  await ads.finish(blue, '#0000ff');
});

async function compare(page: Page, left: ScriptedJob, right: ScriptedJob): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#compare=${left.job.id},${right.job.id}`);
  await page.locator('.compare__place').first().waitFor();
}

/** The colour that is seen in a place of comparison, at parts of its width, near its upper edge. */
async function coloursAt(page: Page, parts: number[], place = 0): Promise<string[]> {
  const shot = await page.locator('.compare__place').nth(place).screenshot();
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const row = Math.round(info.height * 0.2);
  return parts.map((part) => {
    const at = (row * info.width + Math.round(part * (info.width - 1))) * 3;
    return nameOf(data.subarray(at, at + 3));
  });
}

function nameOf(colour: Uint8Array): string {
  const [r, g, b] = [...colour].map((value) => value > 127);
  if (r && b && !g) return 'magenta';
  return r && !g ? 'red' : b && !g ? 'blue' : g && !r ? 'green' : 'ground';
}

/** Where the left picture ends, percent of the width, as it is drawn. */
async function splitOf(page: Page): Promise<number> {
  const clip = await page
    .locator('.compare__layer')
    .last()
    .evaluate((layer) => getComputedStyle(layer).clipPath);
  return 100 - Number.parseFloat(clip.split(' ')[1]);
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Where one ad ends' });

it('divides two ads where the mouse, keys or a finger put the slider', async () => {
  const page = await open({ reducedMotion: 'reduce', hasTouch: true });
  await compare(page, red, blue);
  await expect.poll(() => coloursAt(page, [0.4, 0.6])).toEqual(['red', 'blue']);
  expect(await splitOf(page)).toBe(50);
  const box = (await page.locator('.compare__place').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (part: number) => [box.x + part * box.width, box.y + box.height / 2] as const;

  await page.mouse.move(...at(0.9));
  await page.mouse.down();
  expect(await splitOf(page)).toBe(90);
  await page.mouse.move(...at(0.2), { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(...at(0.7));
  expect(await splitOf(page)).toBe(20);
  expect(await coloursAt(page, [0.1, 0.3, 0.6])).toEqual(['red', 'blue', 'blue']);

  await slider(page).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'PageUp']) await page.keyboard.press(key);
  expect(await splitOf(page)).toBe(31);
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('31% left, 69% right');
  await page.keyboard.press('End');
  expect(await coloursAt(page, [0.05, 0.95])).toEqual(['red', 'red']);

  const session = await page.context().newCDPSession(page);
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...points: Array<readonly [number, number]>
  ) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  await touch('touchStart', at(0.5));
  for (const part of [0.55, 0.65, 0.75]) await touch('touchMove', at(part));
  await touch('touchEnd');
  expect(await splitOf(page)).toBe(75);

  // Two fingers zoom, and leave the slider where it is.
  await touch('touchStart', at(0.45), at(0.55));
  await touch('touchMove', at(0.4), at(0.6));
  await touch('touchMove', at(0.3), at(0.7));
  await touch('touchEnd');
  const scale = await page
    .locator('.compare__picture')
    .first()
    .evaluate((one) => one.style.transform);
  expect(Number(/scale\((.*)\)/.exec(scale)?.[1])).toBeCloseTo(4, 0);
});

it('looks closer at both alike, with the stored pictures', async () => {
  const page = await open({ reducedMotion: 'reduce', viewport: { width: 1280, height: 700 } });
  await compare(page, red, blue);
  const widths = () =>
    page
      .locator('.compare__image')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).dataset.width));
  await expect.poll(widths).toEqual(['640', '640']);
  const transforms = () =>
    page
      .locator('.compare__picture')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).style.transform));
  await page.getByRole('button', { name: '100%', exact: true }).click();
  await expect.poll(widths).toEqual(['full', 'full']);
  await page.locator('output').getByText('100%').waitFor();
  // The wheel with Ctrl zooms about the pointer; keys move; both pictures stay together.
  await page.locator('.compare__place').hover({ position: { x: 10, y: 10 } });
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  const before = await transforms();
  await slider(page).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(transforms).not.toEqual(before);
  const [one, other] = await transforms();
  expect(one).toBe(other);
  expect(await splitOf(page)).toBe(50);
  // Away from the slider, a drag moves the pictures.
  const box = (await page.locator('.compare__place').boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.up();
  expect(await splitOf(page)).toBe(50);
  expect(await transforms()).not.toEqual([one, other]);
  await page.keyboard.press('0');
  await expect.poll(transforms).toEqual(Array(2).fill('translate(0px, 0px) scale(1)'));
});

it('shows two ads beside each other, their difference, and what was asked for differently', async () => {
  const page = await open({ reducedMotion: 'reduce' });
  await compare(page, red, blue);
  await page.getByText('Side by side').click();
  await expect.poll(() => coloursAt(page, [0.1, 0.9], 0)).toEqual(['red', 'red']);
  await expect.poll(() => coloursAt(page, [0.1, 0.9], 1)).toEqual(['blue', 'blue']);
  await checkAccessibilityOfLooks(page);
  await page.getByText('Difference', { exact: true }).click();
  await expect.poll(() => coloursAt(page, [0.5])).toEqual(['magenta']);
  await page.getByText('Black is the same in both.').waitFor();
  await checkAccessibilityOfLooks(page);
  const rows = () => page.locator('.changes__table tbody tr').allInnerTexts();
  expect((await rows()).map((row) => row.split(/\t/u))).toEqual([
    ['Copy', 'Coffee', 'Tea'],
    ['Seed', '7', '91'],
  ]);

  // The sides swapped, kept over a reload; then another version from the list.
  await page.getByText('Slider', { exact: true }).click();
  await page.getByRole('link', { name: 'Swap sides' }).click();
  await expect.poll(() => coloursAt(page, [0.1, 0.9])).toEqual(['blue', 'red']);
  await page.reload();
  await expect.poll(() => coloursAt(page, [0.1, 0.9])).toEqual(['blue', 'red']);
  await page.getByRole('button', { name: /^Left\s*Version 2/ }).press('Enter');
  const choices = page.getByRole('dialog', { name: 'Left: choose a version' }).getByRole('link');
  await expect.poll(() => choices.allInnerTexts()).toEqual(['Version 1', 'Version 2']);
  await choices.nth(1).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByText('Both were asked for in the same way.').waitFor();
  await checkAccessibilityOfLooks(page);
  await page.getByRole('link', { name: 'Close' }).click();
  await expect.poll(() => page.url()).toContain(`#job=${red.job.id}`);
});

it('says in words what is not finished, has failed or is gone, and letterboxes formats that differ', async () => {
  const story = await ads.create({ output: { width: 450, height: 800, mediaType: 'image/png' } });
  const page = await open({ reducedMotion: 'reduce', locale: 'ko-KR' });
  await compare(page, red, story);
  await page.locator('.compare__notice').getByText('대기 중').waitFor();
  const run = runOf(story);
  run.startJob();
  run.startStep(2);
  story.progress({ step: 2, fraction: 0.37 });
  await page.getByText('3단계 중 2단계: 글자 · 37%').waitFor();
  await ads.finish(story, '#00ff00');
  await expect.poll(() => coloursAt(page, [0.45, 0.55])).toEqual(['red', 'green']);
  // The story ends before the square does: beside it is the ground.
  expect(await coloursAt(page, [0.99])).toEqual(['ground']);

  const broken = await ads.create();
  runOf(broken).startJob();
  runOf(broken).fail(1, 'INTERNAL');
  await compare(page, broken, red);
  await page.getByText('광고를 완성하지 못했어요').waitFor();
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#compare=${red.job.id},01JOB00000000000000000ZZZZ`);
  await page.locator('.compare__notice.notice--error').waitFor();
  expect(await page.locator('.changes').count()).toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  // On a phone the pictures are below the form: whoever opens them sees them.
  await page.reload();
  const top = () => page.locator('.compare').evaluate((one) => Math.round(one.getBoundingClientRect().top));
  await expect.poll(top).toBeLessThan(60);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
});
