import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JobEvent, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type BackendProcess, startBackendProcess } from './backend-process.ts';
import { type FakeModelServing, honestStep, startFakeModelServing } from './fake-model-serving.ts';
import { hangingStep } from './hanging-step.ts';
import { createJob, kinds, watchEvents } from './requests.ts';

/** A busy machine is no failure. */
const PATIENT = { timeout: 30_000 };

let directory: string;
let models: FakeModelServing;
let backend: BackendProcess;

const start = (): Promise<BackendProcess> =>
  startBackendProcess({ BACKEND_DATA_DIR: directory, MODEL_SERVING_ADDRESS: models.address });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-backend-'));
  models = await startFakeModelServing();
  backend = await start();
});
afterEach(async () => {
  await backend.kill();
  await models.close();
  await rm(directory, { recursive: true });
});

/** Waits until step 2 runs, and has been logged to do so. */
async function step2Logged(jobId: string, begun: Promise<void>): Promise<void> {
  await begun;
  const state = async (): Promise<StepState | undefined> =>
    (await backend.client.getJob({ jobId }, as('local'))).job?.steps[1].state;
  await expect.poll(state, PATIENT).toBe(StepState.RUNNING);
}

/** Watches until the stream breaks; gives what came until then. */
async function watchUntilBroken(jobId: string): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  await watchEvents(backend, jobId, 0, (event) => events.push(event)).catch(() => undefined);
  return events;
}

const EVERY_EVENT = [
  'queued',
  'started',
  'stepStarted',
  'stepFinished',
  'stepStarted',
  'stepFinished',
  'stepStarted',
  'stepFinished',
  'finished',
];

/** As above, with a step 2 that two workers have taken: the first one lost it. */
const RESUMED = EVERY_EVENT.toSpliced(4, 0, 'stepStarted');

test('a job is accepted while no worker is there, survives kill -9, and runs when one comes', async () => {
  const { id } = await createJob(backend);
  await backend.kill();
  backend = await start();
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job?.state).toBe(JobState.QUEUED);
  models.register(backend.port, 1);
  expect(kinds(await watchEvents(backend, id))).toEqual(EVERY_EVENT);
});

test('after kill -9 in mid-step the job resumes from its last finished step, without gap or double for a watcher', async () => {
  const hanging = hangingStep(2);
  models.behave(hanging.run);
  models.register(backend.port, 1);
  const { id } = await createJob(backend);
  const watching = watchUntilBroken(id);
  await step2Logged(id, hanging.begun);
  await backend.kill();
  await hanging.stopped;
  const before = await watching;
  await writeFile(join(directory, 'images', 'staging', 'left-over'), 'half a picture');

  models.behave(honestStep);
  backend = await start();
  expect(await readdir(join(directory, 'images', 'staging'))).toEqual([]);
  models.register(backend.port, 1);
  const after = await watchEvents(backend, id, before.at(-1)?.sequence);
  const all = [...before, ...after];
  expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, index) => index + 1));
  expect(kinds(all)).toEqual(RESUMED);
  expect(models.seen.map(({ task }) => task.step)).toEqual([1, 2, 2, 3]);
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job?.state).toBe(JobState.SUCCEEDED);
  // A dead Backend is not the step's fault.
  expect(job?.steps.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
});

test('a drain gives the running step back, ends watchers with UNAVAILABLE, and the next start finishes the job', async () => {
  const hanging = hangingStep(2);
  models.behave(hanging.run);
  models.register(backend.port, 1);
  const { id } = await createJob(backend);
  const broken = watchEvents(backend, id).catch((error: unknown) => error);
  await step2Logged(id, hanging.begun);
  expect(await backend.stop()).toBe(0);
  await hanging.stopped;
  expect(String(await broken)).toContain('UNAVAILABLE');

  models.behave(honestStep);
  backend = await start();
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job?.state).toBe(JobState.RUNNING);
  models.register(backend.port, 1);
  expect(kinds(await watchEvents(backend, id))).toEqual(RESUMED);
});

test('a job waits for a lost worker and goes on with the next one, no attempt spent', async () => {
  const hanging = hangingStep(2);
  models.behave(hanging.run);
  const leave = models.register(backend.port, 1);
  const { id } = await createJob(backend);
  await step2Logged(id, hanging.begun);
  leave();
  await models.close();
  await hanging.stopped;

  const [, port] = models.address.split(':');
  models = await startFakeModelServing(Number(port));
  models.register(backend.port, 1, 'worker-2');
  const events = await watchEvents(backend, id);
  expect(kinds(events)).toEqual(RESUMED);
  const taken = events.flatMap(({ event }) => (event?.$case === 'stepStarted' ? [event.value] : []));
  expect(taken.map(({ step, attempt, workerId }) => [step, attempt, workerId])).toEqual([
    [1, 1, 'worker-1'],
    [2, 1, 'worker-1'],
    [2, 1, 'worker-2'],
    [3, 1, 'worker-2'],
  ]);
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job?.steps.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
});
