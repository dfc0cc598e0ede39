import { readFile } from 'node:fs/promises';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import { StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeEach, expect, it } from 'vitest';
import { AD, draw, makeArrangedAd } from './support/arranged-ad.ts';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { mesh, open } = scriptedStudio();
beforeEach(() => {
  mesh.gates.rerunJob = undefined;
});

/** Makes an ad and opens it. */
async function openAd(page: Page) {
  const spec = AdSpec.fromPartial({
    product: { imageId: 'f'.repeat(64) },
    background: { prompt: 'a desk' },
    text: { content: 'Coffee' },
    output: AD,
  });
  await mesh.jobs.methods.createJob({ requestId: `own-${mesh.jobs.jobs.length}`, spec } as never);
  const [scripted] = mesh.jobs.jobs;
  await makeArrangedAd(mesh, scripted);
  await page.goto(`${mesh.url}#job=${scripted.job.id}`);
  return scripted.job;
}

const SCENE = 'More for “Scene and product”';
const LETTERS = 'More for “Letters”';

async function openDialog(page: Page, menu: string) {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: 'Use my own picture …' }).click();
  return page.getByRole('dialog');
}

function choose(page: Page, step: 1 | 2, buffer: Buffer, mimeType = 'image/png') {
  return page.setInputFiles(`input[name="own-picture-${step}"]`, { name: 'own.png', mimeType, buffer });
}

async function use(page: Page) {
  const before = mesh.jobs.reruns.length;
  await page.getByRole('button', { name: 'Use this picture' }).click();
  await expect.poll(() => mesh.jobs.reruns.length).toBe(before + 1);
  return mesh.jobs.reruns[before];
}

it('takes the chosen part of a picture for the scene', async () => {
  const page = await open();
  const job = await openAd(page);
  const dialog = await openDialog(page, SCENE);
  // Twice as wide as the ad's shape: red at the left, green in the middle, blue at the right.
  const wide = await draw(960, 360, (x) =>
    x < 240 ? [220, 0, 0, 255] : x < 720 ? [0, 200, 0, 255] : [0, 0, 220, 255],
  );
  await choose(page, 1, wide);
  await dialog.getByText('The ad is 480 × 360: drag the picture').waitFor();
  await checkAccessibilityOfLooks(page);
  const frame = await dialog.getByRole('application').boundingBox();
  if (frame === null) throw new Error('There is no part to choose.');
  const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + frame.width, middle.y, { steps: 5 });
  await page.mouse.up();
  // Beyond the edge nothing is left to be seen: the left half it is. Then a fiftieth back, by keyboard.
  await dialog.getByRole('application').focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');

  const { jobId, updateMask, spec } = await use(page);
  expect([jobId, updateMask]).toEqual([job.id, ['step1_image_id']]);
  const uploaded = mesh.uploads.images.get(spec?.step1ImageId ?? '');
  const { data, info } = await sharp(uploaded?.bytes).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([AD.width, AD.height]);
  const at = (x: number) => [...data.subarray((180 * info.width + x) * info.channels).subarray(0, 3)];
  // Red ends at 240 − 48: a tenth of 480 back.
  expect(at(180)).toEqual([220, 0, 0]);
  expect(at(204)).toEqual([0, 200, 0]);
  await expect.poll(() => page.url()).not.toContain(job.id);
  const [made] = mesh.jobs.jobs;
  Object.assign(made.job.steps[0], { state: StepState.SKIPPED, result: uploaded?.image });
  runOf(made).succeed(job.result as Image);
  await page.getByText('Your own picture').waitFor();
});

it('takes letters with transparency only, and says in words why it refuses others', async () => {
  const page = await open({ viewport: { width: 390, height: 844 } });
  const job = await openAd(page);
  const dialog = await openDialog(page, LETTERS);
  await choose(page, 2, Buffer.from('No picture at all.'));
  await dialog.getByText('This is not a picture that can be used.').waitFor();
  await choose(page, 2, await draw(AD.width, AD.height, () => [0, 0, 0, 255]));
  await dialog.getByText('This picture has no transparency').waitFor();
  const button = dialog.getByRole('button', { name: 'Use this picture' });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await choose(page, 2, await draw(AD.width, AD.height, () => [0, 0, 0, 0]));
  await dialog.getByText('There is nothing to see in this picture').waitFor();

  const letters = await draw(AD.width, AD.height, (x, y) => [
    250,
    240,
    0,
    x > 100 && x < 380 && y < 80 ? 255 : 0,
  ]);
  await choose(page, 2, letters);
  await dialog.getByRole('img', { name: 'The chosen picture' }).waitFor();
  mesh.gates.rerunJob = async () => {
    throw new AppError('QUEUE_FULL');
  };
  await button.click();
  await dialog
    .getByRole('alert')
    .filter({ hasText: /queue|busy|many/i })
    .waitFor();
  mesh.gates.rerunJob = undefined;
  const { jobId, updateMask, spec } = await use(page);
  expect([jobId, updateMask]).toEqual([job.id, ['step2_image_id']]);
  // The bytes as they were chosen.
  expect(mesh.uploads.images.get(spec?.step2ImageId ?? '')?.bytes.equals(letters)).toBe(true);
  await dialog.waitFor({ state: 'detached' });
});

it('hands over a step’s pictures as files, by keyboard alone', async () => {
  const page = await open();
  const job = await openAd(page);
  const opener = page.getByRole('button', { name: SCENE });
  for (const [item, suffix, kind] of [
    ['Download this step’s picture', '', undefined],
    ['Download the cut-out', '-cutout', ArtifactKind.CUTOUT],
    ['Download the mask', '-mask', ArtifactKind.PRODUCT_MASK],
  ] as const) {
    await opener.focus();
    await page.keyboard.press('Enter');
    const entries = page.getByRole('menuitem');
    await entries.first().and(page.locator(':focus')).waitFor();
    const names = await entries.allTextContents();
    for (const _ of names.slice(0, names.indexOf(item))) await page.keyboard.press('ArrowDown');
    await entries.filter({ hasText: item }).and(page.locator(':focus')).waitFor();
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toBe(`nanococoa-${job.id.toLowerCase()}-step1${suffix}.png`);
    const image =
      kind === undefined
        ? job.steps[0].result
        : job.steps[0].artifacts.find((one) => one.kind === kind)?.image;
    const bytes = await readFile(await file.path());
    expect(mesh.uploads.images.get(image?.id ?? '')?.bytes.equals(bytes)).toBe(true);
  }
  await opener.click();
  await checkAccessibilityOfLooks(page);
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'Download the mask' }).waitFor({ state: 'hidden' });
});
