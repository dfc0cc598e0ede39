import type { NanococoaClient } from '@nanococoa/client';
import { JobState } from '@nanococoa/client';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestMesh } from '../../support/start-test-mesh.ts';
import { openCalls } from './open-calls.ts';
import { type SeenSteps, wentBack } from './record-steps.ts';

/** A job makes pixels on every core; on a small machine with other tests beside it that takes its time. */
const JOB_TIMEOUT_MS = 100_000;

/** Waits until the first step of the open ad is under way. */
export async function stepUnderWay(page: Page): Promise<void> {
  const bar = page.locator('.step progress').first();
  await expect
    .poll(() => bar.evaluate(({ value }: HTMLProgressElement) => value), {
      timeout: JOB_TIMEOUT_MS,
      interval: 20,
    })
    .toBeGreaterThan(0);
}

/** Expects the ad to come to its end by itself, the page to show what the server says, and one stream to be left. */
export async function seeAdThrough(
  page: Page,
  {
    mesh,
    client,
    jobId,
    seen,
  }: { mesh: TestMesh; client: NanococoaClient; jobId: string; seen: SeenSteps[] },
): Promise<void> {
  const result = page.locator('.frame__picture--result');
  await result.waitFor({ timeout: JOB_TIMEOUT_MS });
  const job = await client.getJob(jobId);
  expect(job.state).toBe(JobState.SUCCEEDED);
  expect(job.result?.width).toBeGreaterThan(0);
  expect(
    await result.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
  ).toEqual([job.result?.width, job.result?.height]);
  await expect.poll(() => seen.at(-1)?.bars).toEqual([1, 1, 1]);
  expect(wentBack(seen)).toEqual([]);
  await expect.poll(() => openCalls(mesh)).toBe(1);
}
