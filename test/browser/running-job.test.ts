import { readFileSync } from 'node:fs';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import type { ScriptedJob } from './support/scripted-jobs.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';
import { watchLayout } from './support/watch-layout.ts';

const { mesh, open } = scriptedStudio();

async function startAd(page: Page, copy: string): Promise<ScriptedJob> {
  const before = mesh.jobs.jobs.length;
  await page.getByLabel('Scene').first().fill('A warm café');
  await page.getByLabel('Ad copy').fill(copy);
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await expect.poll(() => mesh.jobs.jobs.length).toBeGreaterThan(before);
  return mesh.jobs.jobs[0];
}

/** A picture of one colour; each colour is an image of its own. */
async function picture(background: string) {
  const create = { width: 600, height: 600, channels: 3 as const, background };
  return mesh.uploads.put(await sharp({ create }).png().toBuffer(), 600, 600);
}

async function previewOf(background: string): Promise<Uint8Array> {
  const create = { width: 32, height: 32, channels: 3 as const, background };
  return new Uint8Array(await sharp({ create }).webp().toBuffer());
}

/** The colour in the middle of what is on the screen. */
async function middleOf(page: Page, selector: string): Promise<number[]> {
  const shot = await page.locator(selector).screenshot();
  const { width = 0, height = 0 } = await sharp(shot).metadata();
  const area = { left: Math.floor(width / 2), top: Math.floor(height / 2), width: 1, height: 1 };
  return [...(await sharp(shot).extract(area).removeAlpha().raw().toBuffer())];
}

it('shows the pictures as they become and the time left, and nothing jumps', async () => {
  const page = await open({ reducedMotion: 'reduce' });
  const scripted = await startAd(page, 'Latte');
  const run = runOf(scripted);
  scripted.progress({ queuePosition: 2, eta: { seconds: 150, nanos: 0 } });
  await page.getByText('Waiting: 2 jobs before this one').waitFor();
  await page.getByText('about 3 min left').waitFor();
  const shifted = await watchLayout(page);

  run.startJob();
  run.startStep(1);
  const subStep = 'background_generation';
  const eta = { seconds: 2, nanos: 600_000_000 };
  scripted.progress({ step: 1, stepFraction: 0.4, subStep, eta, preview: await previewOf('#c02020') });
  await page.getByText('Building the scene · about 3 s left').waitFor();
  await page.getByRole('img', { name: 'Preview of the step “Scene and product”' }).waitFor();
  await expect.poll(async () => (await middleOf(page, '.frame'))[0]).toBeGreaterThan(150);

  run.finishStep(1, await picture('#20c020'));
  await page.getByRole('img', { name: 'Result of the step “Scene and product”' }).first().waitFor();
  await expect.poll(async () => (await middleOf(page, '.frame'))[1]).toBeGreaterThan(150);
  run.startStep(2);
  scripted.progress({
    step: 2,
    stepFraction: 0.5,
    preview: await previewOf('#c0c020'),
    eta: { seconds: -3, nanos: 0 },
  });
  await page.getByText('taking a little longer than usual').waitFor();
  // The letters alone stay on their card: the scene stays in the stage.
  await expect
    .poll(async () => (await middleOf(page, '.step:nth-child(2) .step__picture'))[0])
    .toBeGreaterThan(150);
  expect((await middleOf(page, '.frame'))[0]).toBeLessThan(100);

  run.finishStep(2, await picture('#202020'));
  run.startStep(3);
  scripted.progress({ step: 3, stepFraction: 0.5, preview: await previewOf('#2020c0') });
  await expect.poll(async () => (await middleOf(page, '.frame'))[2]).toBeGreaterThan(150);
  run.succeed(await picture('#e0e0e0'));
  await page.locator('.frame__picture--result').waitFor();
  expect(await shifted()).toBeLessThan(0.01);
});

it('keeps the picture at its place on a phone, from the queue to the finished ad', async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  const top = () =>
    page.evaluate(() => {
      const topOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top ?? 0;
      return topOf('.frame') - topOf('.stage');
    });
  const scripted = await startAd(page, 'Lungo');
  const run = runOf(scripted);
  scripted.progress({ queuePosition: 1, eta: { seconds: 9, nanos: 0 } });
  await page.getByText('about 9 s left').waitFor();
  const tops = [await top()];
  run.startJob();
  run.startStep(2);
  const late = { eta: { seconds: -9, nanos: 0 }, subStep: 'text_generation' };
  scripted.progress({ step: 2, ...late });
  await page.getByText('Sculpting the letters · taking a little longer than usual').waitFor();
  tops.push(await top());
  const done = await picture('#777777');
  run.finishStep(1, done);
  run.succeed(done);
  await page.locator('.frame__picture--result').waitFor();
  tops.push(await top());
  expect(tops).toEqual(Array(3).fill(tops[0]));
});

it('downloads a step’s picture once, though stage and card show it', async () => {
  const page = await open();
  const run = runOf(await startAd(page, 'Mocha'));
  run.startJob();
  run.startStep(1);
  const before = mesh.uploads.requests.download;
  run.finishStep(1, await picture('#123456'));
  const shown = page.getByRole('img', { name: 'Result of the step “Scene and product”' });
  await expect.poll(() => shown.count()).toBe(2);
  expect(mesh.uploads.requests.download).toBe(before + 1);
});

it('makes the ad again with another copy, and marks what is reused', async () => {
  const page = await open({ reducedMotion: 'reduce' });
  const first = await startAd(page, 'Espresso');
  const run = runOf(first);
  const background = await picture('#654321');
  const before = mesh.uploads.downloads.length;
  run.startJob();
  for (const step of [1, 2, 3]) {
    run.startStep(step);
    run.finishStep(step, background);
  }
  run.succeed(background);
  await page.getByText('Done in').waitFor();
  const copy = page.getByLabel('Ad copy');
  expect(await copy.inputValue()).toBe('Espresso');
  await copy.fill('Cortado');
  await page.getByText('Only the letters are made anew: steps 2–3').waitFor();
  await page.getByRole('button', { name: 'Make this version' }).click();

  await expect.poll(() => mesh.jobs.jobs[0]).not.toBe(first);
  const second = mesh.jobs.jobs[0];
  expect(mesh.jobs.reruns.at(-1)).toMatchObject({
    jobId: first.job.id,
    fromStep: 0,
    updateMask: ['text.content'],
    spec: { text: { content: 'Cortado' } },
  });
  await expect.poll(() => page.url()).toContain(second.job.id);
  const next = runOf(second);
  next.reuseStep(1, background);
  next.startJob();
  next.startStep(2);
  await page.getByText('Reused', { exact: true }).waitFor();
  await page.getByRole('img', { name: 'Result of the step “Scene and product”' }).first().waitFor();
  expect(await copy.inputValue()).toBe('Cortado');
  for (const step of [2, 3]) next.reuseStep(step, background);
  next.succeed(background);
  await page.getByText('Done: made before, so reused').waitFor();
  await page.locator('.frame__picture--result').waitFor();
  // Stage, steps, versions and history show the same picture: once as it is, once in each of two widths.
  const widths = mesh.uploads.downloads.slice(before).map(({ width }) => width);
  expect(widths.sort((a, b) => a - b)).toEqual([0, 320, 640]);
});

it('says beside the field why another copy is refused', async () => {
  const page = await open();
  const scripted = await startAd(page, 'Ristretto');
  const run = runOf(scripted);
  run.startJob();
  const done = mesh.uploads.put(readFileSync(SAMPLE_PHOTO), 600, 400);
  run.finishStep(1, done);
  run.succeed(done);
  const description = 'has characters that pretendard-extrabold lacks: 뷁';
  mesh.gates.rerunJob = async () => {
    throw new AppError('INVALID_REQUEST', { fields: [{ field: 'spec.text.content', description }] });
  };
  const copy = page.getByLabel('Ad copy');
  const make = page.getByRole('button', { name: 'Make this version' });
  await copy.fill('뷁');
  await make.click();
  await page.getByText(`Ad copy: ${description}.`).waitFor();
  mesh.gates.rerunJob = undefined;
  await copy.fill('x'.repeat(81));
  await make.click();
  await page.getByText('81 characters are too many: at most 80 fit.').waitFor();
  expect(mesh.jobs.jobs[0]).toBe(scripted);
});
