import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { type Job, type JobEvent, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { RunStepResponse, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStepCache } from '../cache/step-cache.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { createJournal, type Journal } from '../jobs/journal.ts';
import { sealEvents } from '../jobs/seal-events.ts';
import { START_TIME, testImage, testJob, testSpec } from '../jobs/test-jobs.ts';
import type { RunOutcome } from '../queue/dispatcher.ts';
import { LeaseLost } from '../queue/leases.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { createJobRunner, type JobRunner } from './job-runner.ts';
import type { StepService } from './step-service.ts';
import { countStaged } from './test-staging.ts';
import { ACCEPTED, CAUSE, DONE, failing, honest, MAKER, output, type Run, WORKER } from './test-steps.ts';

/** A busy machine is no failure. */
const PATIENT = { timeout: 30_000 };

const RETENTION_MS = 1000;

let directory: string;
let storage: Storage;
let events: JobEvent[];
let tasks: StepTask[];
let timed: string[];
/** Outputs that have begun and are neither images nor removed. */
let staged: number;
const clock = createManualClock();
const log = createLogger({ service: 'test', level: 'silent' });
const job = testJob({ spec: testSpec({ stopStep: 2 }) });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-runner-'));
  storage = await openSqliteStorage({ directory, clock });
  events = [];
  tasks = [];
  timed = [];
  staged = 0;
  await submit(job);
  storage.follow((entries) => events.push(...entries.flatMap(({ event }) => event ?? [])));
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

async function submit(unsaved: Job): Promise<void> {
  const sealed = sealEvents(unsaved, [{ $case: 'queued', value: { queuePosition: 0 } }], START_TIME);
  await storage.submitJob({ ...sealed, specSha256: '' });
}

const journal = (): Journal => createJournal({ storage, clock, jobRetentionMs: RETENTION_MS });

/** A runner over a step service of the test's, which accepts every step. */
function runner(behaviour: Run): JobRunner {
  const stepService: StepService = {
    async *run(task, _readInputs, { signal }) {
      tasks.push(task);
      yield ACCEPTED;
      yield* behaviour(task, signal);
    },
  };
  return createJobRunner({
    stepService,
    storage: countStaged(storage, (change) => {
      staged += change;
    }),
    clock,
    journal: journal(),
    cache: createStepCache({ storage, clock, log, makers: () => [MAKER] }),
    estimator: {
      stepStarted: (_job, { number, attempt }) => timed.push(`start ${number}/${attempt}`),
      stepRemains: () => {},
      stepFinished: (_job, { number }, durationMs) => timed.push(`end ${number} ${durationMs}`),
    },
    progress: { report() {} },
    log,
    retryBaseMs: 250,
    workers: () => [WORKER],
  });
}

async function run(behaviour: Run, signal = new AbortController().signal): Promise<RunOutcome> {
  return runner(behaviour).run(job.id, signal);
}

const stored = async (): Promise<Job | undefined> => storage.readJob(job.id);
const kinds = (): (string | undefined)[] => events.map(({ event }) => event?.$case);

test('the steps that are asked for run in order; the last one is told so; warnings become events', async () => {
  expect(await run(honest)).toEqual({ kind: 'done' });
  expect(tasks.map(({ step, final, backgroundSupplied }) => [step, final, backgroundSupplied])).toEqual([
    [1, false, false],
    [2, true, false],
  ]);
  expect(timed).toEqual(['start 1/1', 'end 1 0', 'start 2/1', 'end 2 0']);
  const perStep = ['stepStarted', 'stepFinished', 'warning'];
  expect(kinds()).toEqual(['started', ...perStep, ...perStep, 'finished']);
  const finished = await stored();
  expect(finished?.state).toBe(JobState.SUCCEEDED);
  expect(finished?.expireTime).toEqual(new Date(clock.now().getTime() + RETENTION_MS));
  expect(finished?.steps[0]).toMatchObject({ engine: 'studio', models: ['u2netp'], cached: false });
  expect(finished?.result?.id).toBe(finished?.steps[1].result?.id);
  expect(await storage.readVisibleImage('local', finished?.result?.id ?? '')).toEqual(finished?.result);
});

test('a failed process is tried again after 250 and 500 ms', async () => {
  const running = run(failing('process', 2));
  for (const delayMs of [250, 500]) {
    await expect.poll(() => clock.pendingDelaysMs(), PATIENT).toEqual([delayMs]);
    clock.advance(delayMs);
  }
  expect(await running).toEqual({ kind: 'done' });
  expect(kinds().filter((kind) => kind === 'retrying')).toHaveLength(2);
  expect((await stored())?.steps[0].attempt).toBe(3);
});

test('the third failure ends the job with its cause', async () => {
  const running = run(failing('process', 3));
  for (const delayMs of [250, 500]) {
    await expect.poll(() => clock.pendingDelaysMs(), PATIENT).toEqual([delayMs]);
    clock.advance(delayMs);
  }
  expect(await running).toEqual({ kind: 'done' });
  expect(await stored()).toMatchObject({ state: JobState.FAILED, error: { ...CAUSE, step: 1 } });
});

test('a lost worker gives the step back, no attempt spent, later each time', async () => {
  const lossy = runner(failing('lost', 7));
  const delays = [];
  for (let i = 0; i < 7; i += 1) {
    const outcome = await lossy.run(job.id, new AbortController().signal);
    delays.push(outcome.kind === 'given_back' ? outcome.delayMs : outcome.kind);
  }
  expect(delays).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  expect((await stored())?.steps[0]).toMatchObject({ state: StepState.RUNNING, attempt: 1 });
  // Each worker that takes the step is named.
  expect(kinds()).toEqual(['started', ...new Array<string>(7).fill('stepStarted')]);
  expect(await run(failing('lost', 1, 1700))).toEqual({ kind: 'given_back', delayMs: 1700 });
  expect(await lossy.run(job.id, new AbortController().signal)).toEqual({ kind: 'done' });
  expect((await stored())?.steps[0].attempt).toBe(1);
});

test('an abort, as at a drain, gives the step back and leaves no file', async () => {
  const stop = new AbortController();
  const running = run(async function* hang(_task, signal) {
    yield* output('half');
    if (!signal.aborted) await once(signal, 'abort');
    throw new Error('aborted');
  }, stop.signal);
  await expect.poll(() => staged, PATIENT).toBe(1);
  stop.abort();
  expect((await running).kind).toBe('given_back');
  expect(staged).toBe(0);
  expect((await stored())?.state).toBe(JobState.RUNNING);
});

test('a run that lost its lease logs nothing more, whatever its step still brings', async () => {
  const stop = new AbortController();
  const hold = Promise.withResolvers<void>();
  const running = run(async function* deaf(task) {
    await hold.promise;
    yield* honest(task);
  }, stop.signal);
  await expect.poll(kinds, PATIENT).toContain('stepStarted');
  stop.abort(new LeaseLost());
  hold.resolve();
  expect((await running).kind).toBe('given_back');
  expect(kinds()).toEqual(['started', 'stepStarted']);
});

test('a job cancelled in mid-step stays cancelled, whatever the step still brings', async () => {
  const hold = Promise.withResolvers<void>();
  const running = run(async function* slow(task) {
    await hold.promise;
    yield* honest(task);
  });
  await expect.poll(kinds, PATIENT).toContain('stepStarted');
  await journal().change(job.id, () => [{ $case: 'finished', value: { state: JobState.CANCELLED } }]);
  hold.resolve();
  expect(await running).toEqual({ kind: 'done' });
  expect((await stored())?.state).toBe(JobState.CANCELLED);
  expect(kinds()).toEqual(['started', 'stepStarted', 'finished']);
});

test.each([
  { what: 'no result', brings: [DONE] },
  { what: 'no report', brings: [] },
])('an answer with $what is a failed attempt', async ({ brings }) => {
  const running = run(async function* odd(task) {
    if (tasks.length > 1) yield* honest(task);
    else yield* brings;
  });
  await expect.poll(() => clock.pendingDelaysMs(), PATIENT).toEqual([250]);
  clock.advance(250);
  await running;
  const retrying = events.flatMap(({ event }) =>
    event?.$case === 'retrying' ? [event.value.cause?.reason] : [],
  );
  expect(retrying).toEqual(['STEP_FAILED']);
});

test('an unknown error fails the job without telling its text', async () => {
  await run(async function* bug(): AsyncGenerator<RunStepResponse> {
    yield* output('x');
    throw new TypeError('secret of ours');
  });
  const failed = await stored();
  expect(failed?.error).toMatchObject({ reason: 'INTERNAL', step: 1 });
  expect(JSON.stringify(failed)).not.toContain('secret');
});

test('while nothing can be logged the job is given back, not lost', async () => {
  const original = storage.appendEvents;
  storage.appendEvents = async () => {
    throw new AppError('STORAGE_FULL');
  };
  expect(await run(honest)).toEqual({ kind: 'given_back', delayMs: 5000 });
  storage.appendEvents = original;
  expect(await run(honest)).toEqual({ kind: 'done' });
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 2));
});

test('a made step is kept while it cannot be logged, and is logged when there is room again', async () => {
  const original = storage.appendEvents;
  let refused = 0;
  storage.appendEvents = async (append) => {
    const isFinish = append.events.some(({ event }) => event?.$case === 'stepFinished');
    if (isFinish && refused++ < 2) throw new AppError('STORAGE_FULL');
    return original(append);
  };
  const running = run(honest);
  for (const _ of [1, 2]) {
    await expect.poll(() => clock.pendingDelaysMs(), PATIENT).toEqual([5000]);
    clock.advance(5000);
  }
  expect(await running).toEqual({ kind: 'done' });
  expect(tasks.map(({ step }) => step)).toEqual([1, 2]);
  expect((await stored())?.steps.map(({ attempt }) => attempt)).toEqual([1, 1, 0]);
});

test('outputs that cannot be stored give the step back for five seconds and spend no attempt', async () => {
  const original = storage.stageImage;
  storage.stageImage = async () => {
    throw new AppError('STORAGE_UNAVAILABLE');
  };
  expect(await run(honest)).toEqual({ kind: 'given_back', delayMs: 5000 });
  storage.stageImage = original;
  expect(await run(honest)).toEqual({ kind: 'done' });
  expect((await stored())?.steps[0].attempt).toBe(1);
});

test('a worker without room frees the job as refused, for as long as it asks', async () => {
  expect(await run(failing('refused', 1, 700))).toEqual({ kind: 'refused', retryAfterMs: 700 });
  expect(await run(failing('refused', 1))).toEqual({ kind: 'refused', retryAfterMs: 50 });
});

test('a job whose photo is lost fails with IMAGE_DAMAGED before a worker is asked', async () => {
  const bytes = Buffer.from('a photo');
  const photo = { ...testImage('d', bytes.length), id: createHash('sha256').update(bytes).digest('hex') };
  const image = await storage.stageImage();
  await image.write(bytes);
  await image.commit(photo);
  const product = { imageId: photo.id, cutoutImageId: '' };
  const broken = testJob({ id: '02'.padEnd(26, '0'), requestId: 'r2', spec: testSpec({ product }) });
  await submit(broken);
  storage.readImage = async () => undefined;
  const outcome = await runner(honest).run(broken.id, new AbortController().signal);
  expect(outcome).toEqual({ kind: 'done' });
  expect(await storage.readJob(broken.id)).toMatchObject({
    state: JobState.FAILED,
    error: { reason: 'IMAGE_DAMAGED', step: 1 },
  });
  expect(tasks).toEqual([]);
});

test('steps that another job has made are taken from the cache: nothing runs', async () => {
  await run(honest);
  const again = testJob({ id: '02'.padEnd(26, '0'), requestId: 'r2', spec: testSpec({ stopStep: 2 }) });
  await submit(again);
  events.length = 0;
  tasks.length = 0;
  expect(await runner(honest).run(again.id, new AbortController().signal)).toEqual({ kind: 'done' });
  expect(tasks).toEqual([]);
  expect(kinds()).toEqual(['started', 'stepFinished', 'warning', 'stepFinished', 'warning', 'finished']);
  const [first, second] = [await stored(), await storage.readJob(again.id)];
  expect(second?.steps[0]).toMatchObject({ cached: true, attempt: 0, startTime: undefined });
  expect(second?.result).toEqual(first?.result);
});
