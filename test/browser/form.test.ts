import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { PIECES_IN_FLIGHT } from '../../clients/typescript/src/images/limits.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { finishedAd } from './support/made-ads.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const MIB = 1024 * 1024;
const { mesh, open } = scriptedStudio();
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nanococoa-form-'));
});
beforeEach(() => {
  mesh.server.parameters = [...PARAMETERS];
  mesh.uploads.gates.append = undefined;
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const copyOf = (page: Page) => page.getByLabel('Ad copy');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens an ad that was made earlier, in the page that is there. */
async function openAd(page: Page, jobId: string, copy: string): Promise<void> {
  await page.evaluate((id) => (window.location.hash = `job=${id}`), jobId);
  await page.getByRole('heading', { name: `Edit “${copy}”` }).waitFor();
}

// First: nobody has made an ad yet.
it('fills everything in by one click on an example, for one button', async () => {
  const page = await open({ viewport: { width: 390, height: 844 } });
  await page.getByText('Start with an example').waitFor();
  await checkAccessibilityOfLooks(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const pictures = page.locator('.start__picture');
  const isDrawn = () =>
    pictures.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth === 200));
  await expect.poll(isDrawn).toBe(true);
  await page.getByRole('button', { name: 'Coffee of the day' }).click();
  await page.getByText('Uploaded', { exact: true }).waitFor();
  await page.getByText('Everything is filled in').waitFor();
  await button(page, 'Make the ad').click();
  await expect.poll(() => mesh.jobs.jobs.length).toBe(1);
  expect(mesh.jobs.jobs[0].job.spec).toMatchObject({
    product: { imageId: expect.stringMatching(/^[0-9a-f]{64}$/) },
    background: { prompt: expect.stringContaining('café') },
    text: { content: 'Coffee of\nthe day', prompt: 'polished gold' },
  });
});

it('changes an ad field by field, takes back, and keeps the draft over a reload and a walk to another ad', async () => {
  const first = (await finishedAd(mesh, { copy: 'Latte', scene: 'A café' })).job;
  const second = (await finishedAd(mesh, { copy: 'Mocha', scene: 'A bar' })).job;
  const page = await open();
  await copyOf(page).fill('Not made yet');
  await openAd(page, first.id, 'Latte');
  expect(await copyOf(page).inputValue()).toBe('Latte');
  await button(page, 'Another take').waitFor();
  await copyOf(page).fill('Flat white');
  await page.getByText('Only the letters are made anew: steps 2–3').waitFor();
  await page.getByLabel('Scene').first().fill('A garden');
  await page.getByText('Everything is made anew: steps 1–3').waitFor();
  await page.getByRole('radio', { name: 'Story' }).check();
  await page.getByRole('button', { name: /^Undo.*Format$/ }).click();
  await page.getByRole('button', { name: /^Undo.*Scene$/ }).click();
  expect(await page.getByLabel('Scene').first().inputValue()).toBe('A café');
  // Written back, it is no change any more.
  await page.getByLabel('Scene').first().fill('A café!');
  await page.getByLabel('Scene').first().fill('A café');
  await page.getByText('Only the letters are made anew: steps 2–3').waitFor();

  await openAd(page, second.id, 'Mocha');
  expect(await copyOf(page).inputValue()).toBe('Mocha');
  await page.reload();
  await openAd(page, first.id, 'Latte');
  expect(await copyOf(page).inputValue()).toBe('Flat white');
  await page.getByRole('link', { name: 'New ad' }).click();
  await page.getByRole('heading', { name: 'New ad' }).waitFor();
  expect(await copyOf(page).inputValue()).toBe('Not made yet');
  await openAd(page, first.id, 'Latte');
  await checkAccessibilityOfLooks(page);

  const before = mesh.jobs.jobs.length;
  await button(page, 'Make this version').click();
  await expect.poll(() => mesh.jobs.jobs.length).toBe(before + 1);
  expect(mesh.jobs.reruns.at(-1)).toMatchObject({
    jobId: first.id,
    updateMask: ['text.content'],
    spec: { text: { content: 'Flat white' } },
    labels: { 'nanococoa.family': first.id },
  });
  await page.getByRole('heading', { name: 'Edit “Flat white”' }).waitFor();
  await openAd(page, first.id, 'Latte');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  expect(await copyOf(page).inputValue()).toBe('Latte');
});

it('makes another take, one for a double click', async () => {
  const { job } = await finishedAd(mesh, { copy: 'Lungo' });
  const page = await open();
  await openAd(page, job.id, 'Lungo');
  const before = mesh.jobs.jobs.length;
  await button(page, 'Another take').dblclick();
  await expect.poll(() => page.url()).not.toContain(job.id);
  await page.getByText('Waiting: next in line').or(page.getByText('Waiting: 2 jobs')).first().waitFor();
  expect(mesh.jobs.jobs.length).toBe(before + 1);
  expect(mesh.jobs.reruns.at(-1)).toMatchObject({ jobId: job.id, updateMask: ['seed'] });
  expect(mesh.jobs.reruns.at(-1)?.spec?.seed).toBeUndefined();
});

it('makes four ads of one set, each with a seed of its own', async () => {
  const page = await open();
  await copyOf(page).fill('Cortado');
  await page.getByRole('radio', { name: '4', exact: true }).check();
  const before = mesh.jobs.jobs.length;
  await button(page, 'Make 4 ads').click();
  await expect.poll(() => page.url()).toContain('#variants=');
  expect(mesh.jobs.jobs.length).toBe(before + 4);
  const made = mesh.jobs.jobs.slice(0, 4).map(({ job }) => job);
  expect(new Set(made.map(({ spec }) => spec?.seed)).size).toBe(4);
  const setId = new URL(page.url()).hash.replace('#variants=', '');
  expect(made.map(({ labels }) => labels['nanococoa.variants'])).toEqual(Array(4).fill(setId));
});

it('asks for whatever parameters the server has, with its ranges, defaults and words', async () => {
  const elevation = PARAMETERS.find(({ name }) => name === 'product.elevation_deg');
  if (elevation === undefined) throw new Error('product.elevation_deg is gone');
  const description = { en: 'Only this server says so.', ko: '이 서버만의 설명.' };
  const others = PARAMETERS.filter(
    (parameter) => parameter !== elevation && parameter.name !== 'auto_unload',
  );
  mesh.server.parameters = [
    ...others,
    { ...elevation, maximum: 45, defaultValue: 20, description },
    // The page's own AdSpec has no such field: it could not be sent.
    { ...elevation, name: 'product.sparkle' },
  ];
  const page = await open();
  await page.getByLabel('Scene').first().fill('A garden');
  await page.getByText('Fine tuning').click();
  await page.getByText('Only this server says so.').waitFor();
  const angle = page.getByRole('textbox', { name: 'Seen from above, degrees' });
  expect(await angle.getAttribute('placeholder')).toBe('20');
  await page.getByText('0 to 45').waitFor();
  expect(await page.getByLabel('Sparkle').count()).toBe(0);
  expect(await page.getByLabel('Give memory back at once').count()).toBe(0);
  await checkAccessibilityOfLooks(page);
  await angle.fill('50');
  await page.getByLabel('Alignment').selectOption('Right');
  await page.getByRole('button', { name: 'Roll the dice' }).click();
  const seed = await page.getByRole('textbox', { name: 'Seed' }).inputValue();
  await page.getByRole('radio', { name: 'Own' }).check();
  await page.getByLabel('Picture width').fill('1200');
  await button(page, 'Make the ad').click();
  await page.getByText('Must be from 0 to 45.').waitFor();
  await page.setInputFiles('input[type=file]', SAMPLE_PHOTO);
  await page.getByText('Uploaded', { exact: true }).waitFor();
  await angle.fill('30');
  const before = mesh.jobs.jobs.length;
  await button(page, 'Make the ad').click();
  await expect.poll(() => mesh.jobs.jobs.length).toBe(before + 1);
  expect(mesh.jobs.jobs[0].job.spec).toMatchObject({
    product: { elevationDeg: 30 },
    text: { alignment: 3 },
    output: { width: 1200, height: 1024 },
    seed: Number(seed),
  });
});

it('shows the fonts with the person’s own words, by keyboard', async () => {
  const page = await open();
  await copyOf(page).fill('뷁 커피');
  const field = page.getByRole('combobox', { name: 'Font' });
  await field.focus();
  await page.keyboard.press('ArrowDown');
  const list = page.getByRole('listbox');
  await list.waitFor();
  const samples = page.locator('.font-option__sample:not(.font-option__sample--waiting)');
  await expect.poll(() => samples.count()).toBeGreaterThan(4);
  // Real faces: the same words are of another width in each family.
  const widths = await samples.evaluateAll((all) =>
    all.map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return Math.round(range.getBoundingClientRect().width * 10);
    }),
  );
  expect(new Set(widths).size).toBeGreaterThan(3);
  const faces = () => page.evaluate(() => [...document.fonts].map(({ family, status }) => [family, status]));
  expect((await faces()).every(([, status]) => status === 'loaded')).toBe(true);
  await checkAccessibilityOfLooks(page);
  await page.keyboard.type('bagel');
  await expect.poll(() => page.locator('[data-current]').getAttribute('data-font')).toBe('bagel-fat-one');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await field.textContent()).toContain('Pretendard ExtraBold');

  await page.keyboard.press('Enter');
  await list.waitFor();
  await page.keyboard.press('End');
  await page.getByText('lacks 뷁').first().waitFor();
  await page.keyboard.type('black');
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'detached' });
  expect(await field.textContent()).toContain('Black Han Sans');
  const before = mesh.jobs.jobs.length;
  await button(page, 'Make the ad').click();
  await expect.poll(() => mesh.jobs.jobs.length).toBe(before + 1);
  expect(mesh.jobs.jobs[0].job.spec?.text?.fontId).toBe('black-han-sans');
});

it('goes on with an upload after a reload, where it stopped', async () => {
  const photo = Buffer.concat([readFileSync(SAMPLE_PHOTO), randomBytes(6 * MIB)]);
  const path = join(dir, 'big.png');
  await writeFile(path, photo);
  const begun = mesh.uploads.begun();
  mesh.uploads.offsets.length = 0;
  let held = 0;
  mesh.uploads.gates.append = (offset) => {
    if (offset < 3 * MIB) return Promise.resolve();
    held++;
    return new Promise<void>(() => {});
  };
  const page = await open();
  await page.setInputFiles('input[type=file]', path);
  await page.getByText(/Uploading… 4\d %.*3\.0 MB of 6\.\d MB/).waitFor();
  // All that the page sends at once has arrived: nothing of it comes later.
  await expect.poll(() => held).toBe(PIECES_IN_FLIGHT);
  mesh.uploads.gates.append = undefined;
  await page.reload();
  await page.getByText('Uploaded', { exact: true }).waitFor();
  await page.getByText('big.png').waitFor();
  expect(mesh.uploads.offsets.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6].map((at) => at * MIB));
  expect(mesh.uploads.begun()).toBe(begun + 1);
  expect([...mesh.uploads.images.values()].some(({ bytes }) => bytes.equals(photo))).toBe(true);
});

it('takes a photo dropped anywhere, and says at once what cannot be taken', async () => {
  const page = await open();
  const begun = mesh.uploads.begun();
  const drag = (kind: 'dragover' | 'drop', name: string, type: string, sizeBytes: number) =>
    page.evaluate(
      ([kind, name, type, sizeBytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(Number(sizeBytes))], String(name), { type: String(type) }));
        const options = { dataTransfer: data, bubbles: true, cancelable: true };
        document.querySelector('.stage')?.dispatchEvent(new DragEvent(String(kind), options));
      },
      [kind, name, type, sizeBytes],
    );
  await drag('dragover', 'film.mov', 'video/quicktime', 10);
  await page.getByText('Drop the photo to use it').waitFor();
  await drag('drop', 'film.mov', 'video/quicktime', 10);
  await page.getByText('This is not a picture that can be used.').waitFor();
  expect(await page.getByText('Drop the photo to use it').count()).toBe(0);
  await drag('drop', 'huge.png', 'image/png', 64 * MIB + 1);
  await page.getByText('This file is too large: at most 64 MB.').waitFor();
  expect(mesh.uploads.begun()).toBe(begun);
});
