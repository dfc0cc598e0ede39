import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createJournal } from '../jobs/journal.ts';
import { sealEvents } from '../jobs/seal-events.ts';
import { START_TIME, testJob, testSpec } from '../jobs/test-jobs.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { createJobRunner, type JobRunner } from './job-runner.ts';
import { ACCEPTED, honest } from './test-steps.ts';

const clock = createManualClock();
const background = { prompt: 'oak', engine: 'diffusion', model: 'sdxl' };
const job = testJob({ spec: testSpec({ background, stopStep: 1 }) });
const signal = new AbortController().signal;
const studio = Worker.fromPartial({ id: 'studio', slots: 1, address: '10.0.0.1:1' });
const painter = Worker.fromPartial({
  ...studio,
  id: 'painter',
  address: '10.0.0.2:1',
  models: [{ id: 'sdxl' }],
});

let directory: string;
let storage: Storage;
let runner: JobRunner;
let workers: Worker[];
/** Workers that the step was sent to; undefined: the gateway's choice. */
let sentTo: (string | undefined)[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-runner-'));
  storage = await openSqliteStorage({ directory, clock });
  sentTo = [];
  const sealed = sealEvents(job, [{ $case: 'queued', value: { queuePosition: 0 } }], START_TIME);
  await storage.submitJob({ ...sealed, specSha256: '' });
  runner = createJobRunner({
    stepService: {
      async *run(task, _readInputs, { workerAddress }) {
        sentTo.push(workerAddress);
        yield ACCEPTED;
        yield* honest(task);
      },
    },
    storage,
    clock,
    journal: createJournal({ storage, clock, jobRetentionMs: 1000 }),
    cache: { find: async () => undefined, save: async () => {} },
    estimator: { stepStarted() {}, stepRemains() {}, stepFinished() {} },
    progress: { report() {} },
    log: createLogger({ service: 'test', level: 'silent' }),
    retryBaseMs: 250,
    workers: () => workers,
  });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

const run = () => runner.run(job.id, signal);

test('a step goes to the worker that has its models, and waits for a slot of it', async () => {
  workers = [studio, { ...painter, busySlots: 1 }];
  expect(await run()).toEqual({ kind: 'given_back', delayMs: 250 });
  expect(sentTo).toEqual([]);
  workers = [studio, painter];
  expect(await run()).toEqual({ kind: 'done' });
  expect(sentTo).toEqual(['10.0.0.2:1']);
});

test('a worker that is gone is waited for two minutes, then the job fails and says what is missing', async () => {
  workers = [studio];
  expect(await run()).toEqual({ kind: 'given_back', delayMs: 250 });
  clock.advance(119_999);
  expect(await run()).toEqual({ kind: 'given_back', delayMs: 250 });
  // A busy one was seen: the time begins anew.
  workers = [studio, { ...painter, busySlots: 1 }];
  expect(await run()).toMatchObject({ kind: 'given_back' });
  workers = [studio];
  clock.advance(119_999);
  expect(await run()).toMatchObject({ kind: 'given_back' });
  clock.advance(1);
  expect(await run()).toEqual({ kind: 'done' });
  expect(sentTo).toEqual([]);
  expect(await storage.readJob(job.id)).toMatchObject({
    state: JobState.FAILED,
    error: { reason: 'MODEL_MISSING', message: 'No worker has sdxl any more.', step: 1 },
  });
});

test('however many jobs wait so, a hundred ask in a second', async () => {
  workers = [studio];
  const others = Array.from({ length: 50 }, (_, index) =>
    testJob({ id: `other-${index}`, requestId: `other-${index}`, spec: job.spec }),
  );
  for (const other of others) {
    const sealed = sealEvents(other, [{ $case: 'queued', value: { queuePosition: 0 } }], START_TIME);
    await storage.submitJob({ ...sealed, specSha256: '' });
    await runner.run(other.id, signal);
  }
  expect(await run()).toEqual({ kind: 'given_back', delayMs: 510 });
  for (const other of others) runner.forget(other.id);
  expect(await run()).toEqual({ kind: 'given_back', delayMs: 250 });
});
