import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, type JobEvent, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { RunStepResponse, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { openImageFiles } from '../images/image-files.ts';
import { createJournal } from '../jobs/journal.ts';
import { sealEvents } from '../jobs/seal-events.ts';
import { START_TIME, testJob, testSpec } from '../jobs/test-jobs.ts';
import type { RunOutcome } from '../queue/dispatcher.ts';
import { createSqliteStorage } from '../storage/sqlite/create-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { createJobRunner, type JobRunner } from './job-runner.ts';
import { StepFailure, type StepFailureKind, type StepService } from './step-service.ts';

/** A busy machine is no failure. */
const PATIENT = { timeout: 30_000 };

const CAUSE = { code: 13, reason: 'MODEL_PROCESS_FAILED', message: 'It ended.', step: 0 };
const DONE: RunStepResponse = {
  part: {
    $case: 'done',
    value: {
      scene: undefined,
      engine: 'studio',
      report: {
        maskConfidence: undefined,
        productDeviation: undefined,
        warnings: [{ reason: 'PRODUCT_TOUCHES_FRAME', message: 'It does.' }],
      },
    },
  },
};

let directory: string;
let storage: Storage;
let events: JobEvent[];
let tasks: StepTask[];
const clock = createManualClock();
const job = testJob({ spec: testSpec({ stopStep: 2 }) });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-runner-'));
  storage = createSqliteStorage({ directory });
  events = [];
  tasks = [];
  const sealed = sealEvents(job, [{ $case: 'queued', value: { queuePosition: 0 } }], START_TIME);
  await storage.submitJob({ ...sealed, specSha256: '' });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

type Run = (task: StepTask, signal: AbortSignal) => AsyncGenerator<RunStepResponse>;

/** A runner over a step service of the test's. */
async function runner(behaviour: Run): Promise<JobRunner> {
  const stepService: StepService = {
    run(task, _inputs, options) {
      tasks.push(task);
      return behaviour(task, options.signal);
    },
  };
  const publish = (_jobId: string, more: JobEvent[]): void => {
    events.push(...more);
  };
  return createJobRunner({
    stepService,
    storage,
    images: await openImageFiles({ directory }),
    clock,
    journal: createJournal({ storage, clock, publish }),
    log: createLogger({ service: 'test', level: 'silent' }),
    retryBaseMs: 250,
    publishProgress: () => {},
    expectedWorkerId: () => 'worker-1',
  });
}

async function run(behaviour: Run, signal = new AbortController().signal): Promise<RunOutcome> {
  return (await runner(behaviour))(job.id, signal);
}

async function* output(name: string): AsyncGenerator<RunStepResponse> {
  const bytes = Buffer.from(name.repeat(1000));
  const id = createHash('sha256').update(bytes).digest('hex');
  const image = Image.create({ id, mediaType: 'image/png', width: 1, height: 1, sizeBytes: bytes.length });
  for await (const chunk of imageChunks(image, [bytes])) {
    yield { part: { $case: 'output', value: { artifact: ArtifactKind.UNSPECIFIED, chunk } } };
  }
}
async function* honest(task: StepTask): AsyncGenerator<RunStepResponse> {
  yield* output(`step ${task.step}`);
  yield DONE;
}
function failing(kind: StepFailureKind, times: number, retryAfterMs?: number): Run {
  let left = times;
  return async function* fail(task) {
    if (left-- > 0) throw new StepFailure(kind, CAUSE, { retryAfterMs });
    yield* honest(task);
  };
}
const stored = async (): Promise<Job | undefined> => storage.readJob(job.id);
const kinds = (): (string | undefined)[] => events.map(({ event }) => event?.$case);
const staged = (): Promise<string[]> => readdir(join(directory, 'staging'));

test('the steps that are asked for run in order; the last one is told so; warnings become events', async () => {
  expect(await run(honest)).toEqual({ kind: 'done' });
  expect(tasks.map(({ step, final, backgroundSupplied }) => [step, final, backgroundSupplied])).toEqual([
    [1, false, false],
    [2, true, false],
  ]);
  const perStep = ['stepStarted', 'stepFinished', 'warning'];
  expect(kinds()).toEqual(['started', ...perStep, ...perStep, 'finished']);
  const finished = await stored();
  expect(finished?.state).toBe(JobState.SUCCEEDED);
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

test('a lost worker gives the step back, no attempt spent and nothing logged, later each time', async () => {
  const runJob = await runner(failing('lost', 7));
  const delays = [];
  for (let i = 0; i < 7; i += 1) {
    const outcome = await runJob(job.id, new AbortController().signal);
    delays.push(outcome.kind === 'given_back' ? outcome.delayMs : outcome.kind);
  }
  expect(delays).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  expect((await stored())?.steps[0]).toMatchObject({ state: StepState.RUNNING, attempt: 1 });
  expect(kinds()).toEqual(['started', 'stepStarted']);
  expect(await run(failing('lost', 1, 1700))).toEqual({ kind: 'given_back', delayMs: 1700 });
  expect(await runJob(job.id, new AbortController().signal)).toEqual({ kind: 'done' });
  expect((await stored())?.steps[0].attempt).toBe(1);
});

test('an abort, as at a drain, gives the step back and leaves no file', async () => {
  const stop = new AbortController();
  const running = run(async function* hang(_task, signal) {
    yield* output('half');
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  }, stop.signal);
  await expect.poll(staged, PATIENT).toHaveLength(1);
  stop.abort();
  expect((await running).kind).toBe('given_back');
  expect(await staged()).toEqual([]);
  expect((await stored())?.state).toBe(JobState.RUNNING);
});

test('a job cancelled in mid-step stays cancelled, whatever the step still brings', async () => {
  const hold = Promise.withResolvers<void>();
  const running = run(async function* slow(task) {
    await hold.promise;
    yield* honest(task);
  });
  await expect.poll(() => tasks.length, PATIENT).toBe(1);
  const publish = (): void => {};
  await createJournal({ storage, clock, publish }).change(job.id, () => [
    { $case: 'finished', value: { state: JobState.CANCELLED } },
  ]);
  hold.resolve();
  expect(await running).toEqual({ kind: 'done' });
  expect((await stored())?.state).toBe(JobState.CANCELLED);
  expect(kinds()).toEqual(['started', 'stepStarted']);
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
