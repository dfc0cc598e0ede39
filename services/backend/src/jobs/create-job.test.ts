import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createJobQueue, type JobQueue } from '../queue/job-queue.ts';
import { createSqliteStorage } from '../storage/sqlite/create-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { createJobCreator, type JobCreator, type NewJobRequest } from './create-job.ts';
import { testImage, testSpec } from './test-jobs.ts';

const REQUEST: NewJobRequest = { caller: 'local', requestId: 'r', spec: testSpec(), specSha256: 'd' };

let directory: string;
let storage: Storage;
let queue: JobQueue;
let createJob: JobCreator;
let published: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-create-job-'));
  storage = createSqliteStorage({ directory });
  queue = createJobQueue({ capacity: 1, retryAfterMs: () => 9 });
  published = [];
  let number = 0;
  createJob = createJobCreator({
    storage,
    queue,
    clock: createManualClock(),
    nextId: () => `01${String((number += 1)).padStart(24, '0')}`,
    publish: (jobId) => published.push(jobId),
    onQueued: () => {},
  });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

test('fifty repeats at once are one job and one place in the queue', async () => {
  const jobs = await Promise.all(Array.from({ length: 50 }, () => createJob(REQUEST)));
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
  expect(queue.size).toBe(1);
  expect(published).toHaveLength(1);
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
  await storage.recordImage({ image: testImage('a'), caller: 'local' });
  const spec = testSpec({ startStep: 2, step1ImageId: testImage('a').id, text: TextSpec.create() });
  const job = await createJob({ ...REQUEST, spec });
  expect(job).toMatchObject({ state: JobState.SUCCEEDED, result: testImage('a'), lastSequence: 3 });
  expect(queue.size).toBe(1);
});
