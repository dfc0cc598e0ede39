import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { openPage } from './support/open-page.ts';
import type { ScriptedJob } from './support/scripted-jobs.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

const { chromium, mesh, open } = scriptedStudio();
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nanococoa-studio-'));
});
beforeEach(() => {
  mesh.gates.createJob = undefined;
  mesh.gates.getServerStatus = undefined;
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

/** Writes a scene, presses the button, and gives the job that came of it. */
async function makeAd(page: Page): Promise<ScriptedJob> {
  const before = mesh.jobs.jobs.length;
  await page.getByLabel('Scene').first().fill('A warm café');
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await expect.poll(() => mesh.jobs.jobs.length).toBeGreaterThan(before);
  return mesh.jobs.jobs[0];
}

function sample() {
  const bytes = readFileSync(SAMPLE_PHOTO);
  return mesh.uploads.put(bytes, 600, 400);
}

it('takes a photo that is dropped, and one that is pasted', async () => {
  const page = await open();
  for (const kind of ['drop', 'paste'] as const) {
    const base64 = readFileSync(SAMPLE_PHOTO, 'base64');
    await page.evaluate(
      ({ kind, base64 }) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], `${kind}.png`, { type: 'image/png' }));
        const target = document.querySelector('.photo__drop');
        const event =
          kind === 'drop'
            ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        target?.dispatchEvent(event);
      },
      { kind, base64 },
    );
    await page.getByText(`${kind}.png`).waitFor();
    await page.getByText('Uploaded', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Drop a photo here').waitFor();
  }
});

it('brings a photo in over a connection that keeps breaking, each piece kept once', async () => {
  const page = await open();
  const photo = Buffer.concat([readFileSync(SAMPLE_PHOTO), randomBytes(5 * 1024 * 1024)]);
  mesh.uploads.requests.append = 0;
  mesh.uploads.failAppends(4);
  // By its path: bytes handed over by playwright take ten times as long.
  const path = join(dir, 'big.png');
  await writeFile(path, photo);
  await page.setInputFiles('input[type=file]', path);
  await page.getByText('Uploaded', { exact: true }).waitFor();
  expect([...mesh.uploads.images.values()].some(({ bytes }) => bytes.equals(photo))).toBe(true);
  // Six pieces and the four that were lost; a whole second upload would be twelve.
  expect(mesh.uploads.requests.append).toBeLessThanOrEqual(12);
});

it('shows queue, steps, results and warnings as they come, over a watch that breaks, one at a time', async () => {
  const page = await open();
  const scripted = await makeAd(page);
  const run = runOf(scripted);
  scripted.progress({ step: 0, queuePosition: 2 });
  await page.getByText('Waiting: 2 jobs before this one').waitFor();
  run.startJob();
  run.startStep(1);
  scripted.progress({
    step: 1,
    fraction: 0.2,
    stepFraction: 0.6,
    subStep: 'segmentation',
    message: 'Cutting',
  });
  await page.getByText('Step 1 of 3: Scene and product').waitFor();
  const bar = page.getByRole('progressbar', { name: 'Scene and product' });
  await expect.poll(() => bar.getAttribute('value')).toBe('0.6');
  expect(await page.getByText('Cutting out the product').count()).toBe(2);

  const { opened } = mesh.jobs.watches;
  mesh.jobs.cutWatches();
  await expect.poll(() => mesh.jobs.watches.opened).toBe(opened + 1);
  run.finishStep(1, sample());
  run.startStep(2);
  await page.getByText('Step 2 of 3: Letters').waitFor();
  await page.getByRole('img', { name: 'Result of the step “Scene and product”' }).first().waitFor();
  expect(mesh.jobs.watches.open).toBe(1);

  const warning = { reason: 'TEXT_LOW_CONTRAST', message: 'low' };
  scripted.publish({ $case: 'warning', value: { step: 2, warning } });
  await page.getByText('The letters are hard to read on this background.').waitFor();
  const told = { reason: 'PROMPT_TRANSLATED', message: 'sd reads English only and was told "walnut".' };
  scripted.publish({ $case: 'warning', value: { step: 1, warning: told } });
  await page.getByText(told.message).waitFor();
  expect(await page.getByText('low', { exact: true }).count()).toBe(0);
  run.succeed(sample());
  await page.getByRole('button', { name: 'Show at full size' }).waitFor();
  expect(mesh.jobs.watches.open).toBe(1);
});

it('says in words why a job failed, in the language of the browser, and switches', async () => {
  const page = await open({ locale: 'ko-KR' });
  await page.getByLabel('배경').first().fill('따뜻한 카페');
  const before = mesh.jobs.jobs.length;
  await page.getByRole('button', { name: '광고 만들기' }).click();
  await expect.poll(() => mesh.jobs.jobs.length).toBeGreaterThan(before);
  const run = runOf(mesh.jobs.jobs[0]);
  run.startJob();
  run.startStep(1);
  run.fail(1, 'MODEL_PROCESS_FAILED');
  await page.getByText('이 단계를 처리하던 프로세스가 갑자기 종료됐어요.').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('The process that made this step ended unexpectedly.').waitFor();
  await page.reload();
  await page.getByText('The process that made this step ended unexpectedly.').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

it('puts what the server refuses beside the field', async () => {
  const page = await open();
  const description = 'has characters that pretendard-extrabold lacks: 뷁';
  mesh.gates.createJob = async () => {
    throw new AppError('INVALID_REQUEST', { fields: [{ field: 'spec.text.content', description }] });
  };
  const copy = page.getByLabel('Ad copy');
  await copy.fill('뷁');
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await page.getByText(`Ad copy: ${description}.`).waitFor();
  expect(await copy.getAttribute('aria-invalid')).toBe('true');
  mesh.gates.createJob = undefined;
  await copy.fill('커피');
  expect(await copy.getAttribute('aria-invalid')).toBe('false');
});

it('makes one job of a request whose answer a reload cut off', async () => {
  const page = await open();
  const before = mesh.jobs.jobs.length;
  let answer = () => {};
  mesh.gates.createJob = () => new Promise((resolve) => (answer = resolve));
  await page.getByLabel('Scene').first().fill('A warm café');
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await page.getByRole('button', { name: 'Sending…' }).waitFor();
  const lost = answer;
  mesh.gates.createJob = async () => lost();
  await page.reload();
  await expect.poll(() => page.url()).toContain('#job=');
  expect(mesh.jobs.jobs.length).toBe(before + 1);
  expect(await page.getByLabel('Scene').first().inputValue()).toBe('A warm café');
});

it('says that the server is away, and comes back by itself', async () => {
  mesh.gates.getServerStatus = async () => {
    throw new AppError('UNAVAILABLE');
  };
  const page = await open();
  await page.getByText('The server cannot be reached at the moment. Trying again by itself…').waitFor();
  mesh.gates.getServerStatus = undefined;
  await page.getByText('Connected again.').waitFor();
  await page.getByText('Ready · 1 worker').waitFor();
});

it('goes on by itself when the network was gone', async () => {
  // Its console reports each failed request, so this page is not checked for errors.
  const { page, close } = await openPage(chromium.browser, mesh.url);
  const scripted = await makeAd(page);
  const run = runOf(scripted);
  run.startJob();
  run.startStep(1);
  await page.getByText('Step 1 of 3: Scene and product').waitFor();
  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  mesh.jobs.cutWatches();
  run.finishStep(1, sample());
  run.startStep(2);
  await page.context().setOffline(false);
  await page.getByText('Step 2 of 3: Letters').waitFor();
  await page.getByText('You are offline.').waitFor({ state: 'detached' });
  await close();
});

it('fits a small phone and works by keyboard alone', async () => {
  const page = await open({ viewport: { width: 360, height: 740 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByLabel('Scene').first().focus();
  await page.keyboard.type('A beach');
  await page.getByRole('radio', { name: 'Top' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('radio', { name: 'Middle' }).isChecked()).toBe(true);
  const before = mesh.jobs.jobs.length;
  await page.getByRole('button', { name: 'Make the ad' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => mesh.jobs.jobs.length).toBeGreaterThan(before);
  expect(mesh.jobs.jobs[0].job.spec?.text?.position).toBe(2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Stopped').first().waitFor();
});
