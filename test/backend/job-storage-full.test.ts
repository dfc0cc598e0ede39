import { execFileSync } from 'node:child_process';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { honestStep, progress, type SeenStep } from './fake-model-serving.ts';
import { createJob, jobRequest, kinds, watchEvents } from './requests.ts';

/** Longer than the five seconds that a job waits for room. */
const PATIENT = { timeout: 60_000 };

const mesh = await backendForFile({ slots: 1 });

/** Lets no file of the Backend grow beyond a size: the kernel refuses the write, as a full disk does. */
function allowFilesOf(sizeBytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(mesh.backend.pid), `--fsize=${sizeBytes}:unlimited`]);
}

test('a job for whose step there is no room is kept, and goes on when there is room again', async () => {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  mesh.models.behave(async function* held(step: SeenStep): AsyncGenerator<RunStepResponse> {
    yield progress(0.1);
    begun.resolve();
    await goOn.promise;
    yield* honestStep(step);
  });
  const { client } = mesh.backend;
  const { id: jobId } = await createJob(mesh.backend);
  const jobNow = async () => (await client.getJob({ jobId }, as('local'))).job;
  await begun.promise;
  await expect.poll(async () => (await jobNow())?.steps[0].state, PATIENT).toBe(StepState.RUNNING);

  allowFilesOf(1);
  // Who waits for an answer gets a clear one.
  const refused = await client
    .createJob(jobRequest({ seed: 8 }), as('local'))
    .catch((error: unknown) => fromClientError(error)?.reason);
  expect(refused).toMatch(/^STORAGE_(FULL|UNAVAILABLE)$/);
  goOn.resolve();
  const toldOfFailure = (): boolean => mesh.backend.log.some((line) => line.includes('"msg":"step failed"'));
  await expect.poll(toldOfFailure, PATIENT).toBe(true);
  expect(await jobNow()).toMatchObject({ state: JobState.RUNNING });

  allowFilesOf('unlimited');
  const events = await watchEvents(mesh.backend, jobId);
  expect(kinds(events)).not.toContain('retrying');
  const job = await jobNow();
  expect(job?.state).toBe(JobState.SUCCEEDED);
  expect(job?.steps.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
});
