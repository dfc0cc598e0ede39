import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, JobState, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createJobQueue, type JobQueue } from '../queue/job-queue.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { createJobCreator, type JobCreator, type NewJobRequest } from './create-job.ts';
import { type NewEvent, sealEvents } from './seal-events.ts';
import { madeStep, testImage, testJob, testSpec } from './test-jobs.ts';

const REQUEST: NewJobRequest = {
  caller: 'local',
  requestId: 'r',
  spec: testSpec(),
  specSha256: 'd',
  priority: 0,
  labels: {},
  parentId: '',
  fromStep: 0,
};
const RETENTION_MS = 1000;

const clock = createManualClock();
let directory: string;
let storage: Storage;
let queue: JobQueue;
let createJob: JobCreator;
/** Steps that the cache knows, by number. */
let cached: Map<number, Step>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-create-job-'));
  storage = await openSqliteStorage({ directory, clock });
  queue = createJobQueue({ capacity: 1, retryAfterMs: () => 9 });
  cached = new Map();
  let number = 0;
  createJob = createJobCreator({
    storage,
    queue,
    cache: { find: async (_job, step) => cached.get(step.number) },
    clock,
    jobRetentionMs: RETENTION_MS,
    nextId: () => `01${String((number += 1)).padStart(24, '0')}`,
    onQueued: () => {},
  });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

/** Stores bytes as an image that a caller sees. */
async function storeImage(name: string): Promise<Image> {
  const bytes = Buffer.from(name);
  const id = createHash('sha256').update(bytes).digest('hex');
  const staged = await storage.stageImage();
  await staged.write(bytes);
  const image = await staged.commit({ ...testImage('0', bytes.length), id });
  await storage.grantImage('local', id);
  return image;
}

/** A step made earlier, with an image that is there. */
async function storedStep(number: number, changes: Partial<Step> = {}): Promise<Step> {
  const result = await storeImage(`step ${number}`);
  return madeStep(number, '0', { result, artifacts: [], cached: true, attempt: 0, ...changes });
}

const kindsOf = async (jobId: string): Promise<(string | undefined)[]> =>
  (await storage.readEvents(jobId, 0, 100)).map(({ event }) => event?.$case);

test('fifty repeats at once are one job and one place in the queue', async () => {
  const jobs = await Promise.all(Array.from({ length: 50 }, () => createJob(REQUEST)));
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
  expect(queue.size).toBe(1);
  expect((await storage.countJobs('local')).queued).toBe(1);
  await expect(createJob({ ...REQUEST, specSha256: 'other' })).rejects.toMatchObject({
    reason: 'REQUEST_ID_REUSED',
  });
});

test('a refused request takes no place, stores nothing, and may be sent again', async () => {
  const first = await createJob(REQUEST);
  const second = { ...REQUEST, requestId: 'r2' };
  await expect(createJob(second)).rejects.toMatchObject({ reason: 'QUEUE_FULL', retryAfterMs: 9 });
  queue.remove(first.id);
  const missing = { ...second, spec: testSpec({ step1ImageId: testImage('a').id, startStep: 2 }) };
  await expect(createJob(missing)).rejects.toMatchObject({ reason: 'IMAGE_NOT_FOUND' });
  expect((await createJob(second)).state).toBe(JobState.QUEUED);
  expect((await storage.countJobs('local')).queued).toBe(2);
});

test('a job with nothing to run is finished at once and takes no place', async () => {
  await createJob({ ...REQUEST, requestId: 'fills the queue' });
  const image = await storeImage('my background');
  const spec = testSpec({ startStep: 2, step1ImageId: image.id, text: TextSpec.create() });
  const job = await createJob({ ...REQUEST, spec });
  expect(job).toMatchObject({ state: JobState.SUCCEEDED, result: image, lastSequence: 3 });
  expect(job.expireTime).toEqual(new Date(clock.now().getTime() + RETENTION_MS));
  expect(queue.size).toBe(1);
});

test('what the caller notes is in the job, and its priority in the queue', async () => {
  const labels = { campaign: 'winter' };
  const job = await createJob({ ...REQUEST, priority: 7, labels });
  expect(job).toMatchObject({ priority: 7, labels, parentId: '' });
  expect(queue.takeNext()).toMatchObject({ jobId: job.id, priority: 7 });
});

test('a job of which everything was made before is finished at once, though the queue is full', async () => {
  await createJob({ ...REQUEST, requestId: 'fills the queue' });
  for (const number of [1, 2, 3]) cached.set(number, await storedStep(number));
  const job = await createJob(REQUEST);
  expect(job.state).toBe(JobState.SUCCEEDED);
  expect(job.result).toEqual(cached.get(3)?.result);
  expect(await kindsOf(job.id)).toEqual([
    'queued',
    'started',
    'stepFinished',
    'stepFinished',
    'stepFinished',
    'finished',
  ]);
  expect(queue.size).toBe(1);
});

test('the first steps that were made before are done from the start; a later one alone is not looked at', async () => {
  cached.set(1, await storedStep(1));
  cached.set(3, await storedStep(3));
  const job = await createJob(REQUEST);
  expect(job.state).toBe(JobState.QUEUED);
  expect(job.steps.map(({ state, cached: isCached }) => [state, isCached])).toEqual([
    [StepState.SUCCEEDED, true],
    [StepState.PENDING, false],
    [StepState.PENDING, false],
  ]);
  expect(await kindsOf(job.id)).toEqual(['queued', 'stepFinished']);
  expect(queue.size).toBe(1);
});

test('an image of a cut-out must be there, too', async () => {
  const product = { imageId: '', cutoutImageId: 'b'.repeat(64) };
  await expect(createJob({ ...REQUEST, spec: testSpec({ product }) })).rejects.toMatchObject({
    reason: 'IMAGE_NOT_FOUND',
    fields: [{ field: 'spec.product.cutout_image_id' }],
  });
});

describe('a rerun', () => {
  /** A finished job whose first two steps are done. */
  async function parent(changes: Partial<Step> = {}): Promise<Job> {
    const steps = [await storedStep(1, changes), await storedStep(2)];
    const made = steps.map((step): NewEvent => ({ $case: 'stepFinished', value: { step } }));
    const end: NewEvent = { $case: 'finished', value: { state: JobState.CANCELLED } };
    const unsaved = testJob({ id: '00'.padEnd(26, '0'), requestId: 'first' });
    const sealed = sealEvents(unsaved, [...made, end], clock.now());
    await storage.submitJob({ ...sealed, specSha256: 'first' });
    return sealed.job;
  }
  const rerun = (parentId: string, fromStep: number, caller = 'local'): Promise<Job> =>
    createJob({ ...REQUEST, caller, requestId: `again ${fromStep}`, parentId, fromStep });

  test('begins with the steps of its parent before from_step, as cached ones', async () => {
    const { id, steps } = await parent();
    const job = await rerun(id, 3);
    expect(job).toMatchObject({ parentId: id, state: JobState.QUEUED });
    expect(job.steps.map(({ result, cached: isCached }) => [result, isCached])).toEqual([
      [steps[0].result, true],
      [steps[1].result, true],
      [undefined, false],
    ]);
    expect(await kindsOf(job.id)).toEqual(['queued', 'stepFinished', 'stepFinished']);
  });

  test('makes a step again that its parent encoded as its result', async () => {
    const jpeg = { ...(await storeImage('a JPEG')), mediaType: 'image/jpeg' };
    const job = await rerun((await parent({ result: jpeg })).id, 2);
    expect(job.steps.map(({ state }) => state)).toEqual(new Array(3).fill(StepState.PENDING));
  });

  test('is refused where its parent has not made a step before from_step', async () => {
    const unsaved = testJob({ id: '00'.padEnd(26, '0'), requestId: 'first' });
    const sealed = sealEvents(unsaved, [{ $case: 'queued', value: { queuePosition: 0 } }], clock.now());
    await storage.submitJob({ ...sealed, specSha256: 'first' });
    await expect(rerun(unsaved.id, 2)).rejects.toMatchObject({
      reason: 'STEP_NOT_DONE',
      fields: [{ field: 'from_step' }],
    });
    expect((await rerun(unsaved.id, 1)).state).toBe(JobState.QUEUED);
  });

  test("finds neither somebody else's job nor one that is not there", async () => {
    const { id } = await parent();
    const notFound = { reason: 'JOB_NOT_FOUND', fields: [{ field: 'parent_id' }] };
    await expect(rerun(id, 2, 'mallory')).rejects.toMatchObject(notFound);
    await expect(rerun('1'.repeat(26), 2)).rejects.toMatchObject(notFound);
  });
});
