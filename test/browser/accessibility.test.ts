import { readFileSync } from 'node:fs';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { memoryEntry } from './support/memory-entry.ts';
import type { ScriptedJob } from './support/scripted-jobs.ts';
import { runOf } from './support/scripted-run.ts';
import { scriptedStudio } from './support/scripted-studio.ts';
import { statusWith } from './support/status-with.ts';

const { mesh, open } = scriptedStudio();
beforeEach(() => {
  mesh.gates.createJob = undefined;
});

async function startAd(page: Page): Promise<ScriptedJob> {
  const before = mesh.jobs.jobs.length;
  await page.getByLabel('Scene').first().fill('A warm café');
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await expect.poll(() => mesh.jobs.jobs.length).toBeGreaterThan(before);
  return mesh.jobs.jobs[0];
}

it('finds nothing on the empty page, in both languages', async () => {
  await checkAccessibilityOfLooks(await open());
  await checkAccessibilityOfLooks(await open({ locale: 'ko-KR' }));
});

it('finds nothing on a form that was refused', async () => {
  const page = await open();
  await page.setInputFiles('input[type=file]', {
    name: 'notes.png',
    mimeType: 'image/png',
    buffer: Buffer.from('Not a picture at all.'),
  });
  await page.getByText('This is not a picture that can be used.').waitFor();
  await page.getByText('Fine tuning').click();
  const fields = [
    { field: 'spec.text.content', description: 'is too long' },
    { field: 'spec.background.prompt', description: 'is too short' },
    { field: 'spec.seed', description: 'is too large' },
  ];
  mesh.gates.createJob = async () => {
    throw new AppError('INVALID_REQUEST', { fields });
  };
  await page.getByRole('button', { name: 'Use the sample photo' }).click();
  await page.getByText('Uploaded', { exact: true }).waitFor();
  await page.getByLabel('Scene').first().fill('A warm café');
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await page.getByText('Ad copy: is too long.').waitFor();
  await checkAccessibilityOfLooks(page);
});

it('finds nothing on an ad in the queue, running, done and failed', async () => {
  const page = await open();
  const picture = mesh.uploads.put(readFileSync(SAMPLE_PHOTO), 600, 400);
  const scripted = await startAd(page);
  scripted.progress({ queuePosition: 2, eta: { seconds: 150, nanos: 0 } });
  await page.getByText('Waiting: 2 jobs before this one').waitFor();
  await checkAccessibilityOfLooks(page);

  const run = runOf(scripted);
  run.startJob();
  run.startStep(1);
  run.finishStep(1, picture);
  run.startStep(2);
  scripted.progress({ step: 2, fraction: 0.6, stepFraction: 0.4, subStep: 'text_generation' });
  scripted.publish({
    $case: 'warning',
    value: { step: 2, warning: { reason: 'TEXT_LOW_CONTRAST', message: 'low' } },
  });
  await page.getByText('The letters are hard to read on this background.').waitFor();
  await page.getByRole('img', { name: 'Result of the step “Scene and product”' }).first().waitFor();
  await checkAccessibilityOfLooks(page);

  run.finishStep(2, picture);
  run.finishStep(3, picture);
  run.succeed(picture);
  await page.locator('.frame__picture--result').waitFor();
  await checkAccessibilityOfLooks(page);

  await page.goto(mesh.url);
  const failing = runOf(await startAd(page));
  failing.startJob();
  failing.startStep(1);
  failing.fail(1, 'MODEL_PROCESS_FAILED');
  await page.getByText('The process that made this step ended unexpectedly.').waitFor();
  await checkAccessibilityOfLooks(page);
});

it('finds nothing on an address of an ad that does not exist', async () => {
  const page = await open();
  await page.goto(`${mesh.url}#job=01NOTHERE`);
  await page.getByText('There is no such job.').waitFor();
  await checkAccessibilityOfLooks(page);
});

it('finds nothing on the server panel', async () => {
  mesh.server.status = statusWith(
    [
      memoryEntry('service', MemoryKind.SERVICE, MemoryState.BUSY, 160, 120),
      memoryEntry('u2netp', MemoryKind.MODEL, MemoryState.LOADING, 400, 0),
      memoryEntry('pixels 1', MemoryKind.PIXELS, MemoryState.IDLE, 80, 40),
      memoryEntry('spare', MemoryKind.SPARE, MemoryState.PINNED, 40, 44),
    ],
    2,
  );
  const page = await open();
  await page.getByRole('button', { name: /^Server: / }).click();
  await page.getByRole('dialog', { name: 'Server' }).getByText('2 requests wait for memory').waitFor();
  await checkAccessibilityOfLooks(page);
});
