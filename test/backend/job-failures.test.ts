import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { ProductSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type JobEvent, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { honestStep, progress, type SeenStep } from './fake-model-serving.ts';
import { hangingStep } from './hanging-step.ts';
import { createJob, jobRequest, kinds, putImage, watchEvents } from './requests.ts';

const { backend, models } = await backendForFile({ slots: 1, queueCapacity: 3 });

/** Fails `times` times as a model process that died, then works. */
function dying(times: number) {
  let left = times;
  return async function* die(seen: SeenStep): AsyncGenerator<RunStepResponse> {
    yield progress(0.5);
    if (left-- > 0) throw new AppError('MODEL_PROCESS_FAILED', { metadata: { retriable: 'true' } });
    yield* honestStep(seen);
  };
}

const causes = (events: JobEvent[]): unknown[] =>
  events.flatMap(({ event }) =>
    event?.$case === 'retrying' ? [[event.value.step, event.value.attempt, event.value.cause?.reason]] : [],
  );

async function failure(call: Promise<unknown>): Promise<AppError | undefined> {
  return call.then(
    () => undefined,
    (error: unknown) => fromClientError(error),
  );
}

test('a step whose process failed is tried again, with the cause told, and the job succeeds', async () => {
  models.behave(dying(2));
  const { id } = await createJob(backend);
  const events = await watchEvents(backend, id);
  expect(causes(events)).toEqual([
    [1, 1, 'MODEL_PROCESS_FAILED'],
    [1, 2, 'MODEL_PROCESS_FAILED'],
  ]);
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job?.state).toBe(JobState.SUCCEEDED);
  expect(job?.steps.map(({ attempt }) => attempt)).toEqual([3, 1, 1]);
});

test('after three failed attempts the job has failed, with the cause', async () => {
  models.behave(dying(99));
  const { id } = await createJob(backend);
  const events = await watchEvents(backend, id);
  expect(kinds(events).slice(-3)).toEqual(['retrying', 'stepStarted', 'finished']);
  expect(models.seen).toHaveLength(3);
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job).toMatchObject({
    state: JobState.FAILED,
    error: { reason: 'MODEL_PROCESS_FAILED', step: 1 },
    result: undefined,
  });
  expect(job?.steps.map(({ state }) => state)).toEqual([
    StepState.FAILED,
    StepState.PENDING,
    StepState.PENDING,
  ]);
});

test('an error that another try cannot cure fails the job at once', async () => {
  models.behave(async function* fail() {
    yield progress(0.1);
    throw new AppError('MODEL_MISSING');
  });
  const { id } = await createJob(backend);
  await watchEvents(backend, id);
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job).toMatchObject({ state: JobState.FAILED, error: { reason: 'MODEL_MISSING', step: 1 } });
  expect(models.seen).toHaveLength(1);
});

test('a worker without a free slot costs no attempt', async () => {
  let left = 2;
  models.refuse(() => (left-- > 0 ? new AppError('NO_FREE_SLOT', { retryAfterMs: 10 }) : undefined));
  const { id } = await createJob(backend);
  const events = await watchEvents(backend, id);
  expect(causes(events)).toEqual([]);
  expect(left).toBeLessThan(0);
  expect(models.seen.length).toBe(3);
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job?.steps.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
});

test('output with a wrong digest is never kept: the step is tried again', async () => {
  let spoilt = false;
  models.behave(async function* spoil(seen) {
    for await (const response of honestStep(seen)) {
      if (!spoilt && response.part?.$case === 'output' && response.part.value.chunk?.sha256) {
        spoilt = true;
        response.part.value.chunk.sha256 = '0'.repeat(64);
      }
      yield response;
    }
  });
  const { id } = await createJob(backend);
  expect(causes(await watchEvents(backend, id))).toEqual([[1, 1, 'DIGEST_MISMATCH']]);
});

test('cancel stops a running step, is idempotent, and a finished job stays as it finished', async () => {
  const step = hangingStep();
  models.behave(step.run);
  const { id } = await createJob(backend);
  const watching = watchEvents(backend, id);
  await step.begun;
  const { job } = await backend.client.cancelJob({ jobId: id }, as('local'));
  await step.stopped;
  expect(job).toMatchObject({ state: JobState.CANCELLED, error: undefined, result: undefined });
  expect(job?.steps[0].state).toBe(StepState.CANCELLED);
  expect(kinds(await watching)).toEqual(['queued', 'started', 'stepStarted', 'finished']);
  expect((await backend.client.cancelJob({ jobId: id }, as('local'))).job).toEqual(job);

  models.behave(honestStep);
  const { id: goodId } = await createJob(backend);
  await watchEvents(backend, goodId);
  expect((await backend.client.cancelJob({ jobId: goodId }, as('local'))).job?.state).toBe(
    JobState.SUCCEEDED,
  );
});

test('more jobs than the queue holds are refused with the time to come back, and a cancelled one makes room', async () => {
  const step = hangingStep();
  models.behave(step.run);
  const running = await createJob(backend);
  await step.begun;
  const waiting = [await createJob(backend), await createJob(backend), await createJob(backend)];
  const refused = await failure(backend.client.createJob(jobRequest(), as('local')));
  expect(refused?.reason).toBe('QUEUE_FULL');
  expect(refused?.retryAfterMs).toBeGreaterThan(0);
  const { status } = await backend.client.getServerStatus({}, as('local'));
  expect(status).toMatchObject({ queuedJobs: 3, runningJobs: 1, queueCapacity: 3 });

  await backend.client.cancelJob({ jobId: waiting[0].id }, as('local'));
  const late = await createJob(backend);
  models.behave(honestStep);
  await backend.client.cancelJob({ jobId: running.id }, as('local'));
  for (const { id } of [waiting[1], waiting[2], late]) await watchEvents(backend, id);
  const { jobs } = await backend.client.listJobs({ pageSize: 5 }, as('local'));
  const { SUCCEEDED, CANCELLED } = JobState;
  expect(jobs.map(({ state }) => state)).toEqual([SUCCEEDED, SUCCEEDED, SUCCEEDED, CANCELLED, CANCELLED]);
});

test('the same request id gives the same job, even at once; another spec is refused', async () => {
  const request = jobRequest();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => backend.client.createJob(request, as('local'))),
  );
  expect(new Set(answers.map(({ job }) => job?.id)).size).toBe(1);
  const other = { ...jobRequest({ seed: 8 }), requestId: request.requestId };
  expect((await failure(backend.client.createJob(other, as('local'))))?.reason).toBe('REQUEST_ID_REUSED');
  const elsewhere = await backend.client.createJob(request, as('somebody-else'));
  expect(elsewhere.job?.id).not.toBe(answers[0].job?.id);
  await watchEvents(backend, answers[0].job?.id ?? '');
});

test('what belongs to another caller is not found', async () => {
  const { id: jobId } = await createJob(backend);
  const { id: imageId } = await putImage(backend, Buffer.from('only mine'));
  const { upload } = await backend.client.createUpload({ sizeBytes: 5 }, as('local'));
  const { client } = backend;
  const mallory = as('mallory');
  const reasons = await Promise.all([
    failure(client.getJob({ jobId }, mallory)),
    failure(client.cancelJob({ jobId }, mallory)),
    failure(Array.fromAsync(client.watchJob({ jobId }, mallory))),
    failure(client.getImage({ imageId }, mallory)),
    failure(Array.fromAsync(client.readImage({ imageId }, mallory))),
    failure(client.getUpload({ uploadId: upload?.id }, mallory)),
    failure(client.appendUpload({ uploadId: upload?.id, data: Buffer.from('a') }, mallory)),
    failure(client.createJob(jobRequest({ product: ProductSpec.create({ imageId }) }), mallory)),
  ]);
  expect(reasons.map((error) => error?.reason)).toEqual([
    'JOB_NOT_FOUND',
    'JOB_NOT_FOUND',
    'JOB_NOT_FOUND',
    'IMAGE_NOT_FOUND',
    'IMAGE_NOT_FOUND',
    'UPLOAD_NOT_FOUND',
    'UPLOAD_NOT_FOUND',
    'IMAGE_NOT_FOUND',
  ]);
  expect(reasons.at(-1)?.fields.map(({ field }) => field)).toEqual(['spec.product.image_id']);
  expect((await client.listJobs({ pageSize: 10 }, mallory)).jobs).toEqual([]);
  await watchEvents(backend, jobId);
});
