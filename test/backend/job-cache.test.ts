import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { AdSpec, TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { ENGINE_DIGEST, honestStep, type SeenStep } from './fake-model-serving.ts';
import { createJob, jobRequest, kinds, readImage, watchEvents } from './requests.ts';

/** A busy machine is no failure. */
const PATIENT = { timeout: 30_000 };

const mesh = await backendForFile({ slots: 1, engineDigest: ENGINE_DIGEST, queueCapacity: 2 });

async function finished(jobId: string): Promise<Job> {
  await watchEvents(mesh.backend, jobId);
  const { job } = await mesh.backend.client.getJob({ jobId }, as('local'));
  if (!job) throw new Error(`there is no job ${jobId}`);
  return job;
}
const make = async (seed: number, copy = 'Coffee'): Promise<Job> =>
  finished((await createJob(mesh.backend, { seed, text: TextSpec.create({ content: copy }) })).id);
/** Pictures that differ where the copy does; honestStep's differ with the seed only. */
function drawingTheCopy(seen: SeenStep): AsyncGenerator<RunStepResponse> {
  const { task } = seen;
  const seed = Number(task.spec?.seed) * 1000 + (task.spec?.text?.content?.length ?? 0);
  return honestStep({ ...seen, task: { ...task, spec: AdSpec.create({ ...task.spec, seed }) } });
}
const cachedSteps = ({ steps }: Job): boolean[] => steps.map(({ cached }) => cached);
const ranSteps = (): number[] => mesh.models.seen.map(({ task }) => task.step);

test('nothing changed: the job is finished when it is created, with the same ad', async () => {
  const first = await make(1);
  mesh.models.seen.length = 0;
  const again = await createJob(mesh.backend, { seed: 1, text: TextSpec.create({ content: 'Coffee' }) });
  expect(again).toMatchObject({ state: JobState.SUCCEEDED, result: first.result });
  expect(cachedSteps(again)).toEqual([true, true, true]);
  expect(ranSteps()).toEqual([]);
  expect(kinds(await watchEvents(mesh.backend, again.id))).toEqual([
    'queued',
    'started',
    'stepFinished',
    'stepFinished',
    'stepFinished',
    'finished',
  ]);
});

test('another caller gets the same ad from the cache, and may see it', async () => {
  const first = await make(2);
  const request = jobRequest({ seed: 2, text: TextSpec.create({ content: 'Coffee' }) });
  const { job } = await mesh.backend.client.createJob(request, as('somebody-else'));
  expect(job?.result).toEqual(first.result);
  const imageId = first.result?.id ?? '';
  expect((await mesh.backend.client.getImage({ imageId }, as('somebody-else'))).image).toEqual(first.result);
});

test('a changed copy runs steps 2 and 3 only', async () => {
  mesh.models.behave(drawingTheCopy);
  await make(3, 'Coffee');
  mesh.models.seen.length = 0;
  const changed = await make(3, 'Tea');
  expect(ranSteps()).toEqual([2, 3]);
  expect(cachedSteps(changed)).toEqual([true, false, false]);
  expect(changed.steps[0].attempt).toBe(0);
});

test('whether a model is unloaded afterwards changes no picture', async () => {
  await make(4);
  const text = TextSpec.create({ content: 'Coffee' });
  const job = await createJob(mesh.backend, { seed: 4, text, autoUnload: true });
  expect(job.state).toBe(JobState.SUCCEEDED);
});

test('cached jobs are served while the queue is full', async () => {
  await make(5);
  const waiting: Job[] = [];
  const job = await mesh.whileNoSlotIsFree(async () => {
    for (const seed of [5001, 5002]) waiting.push(await createJob(mesh.backend, { seed }));
    await expect(createJob(mesh.backend, { seed: 5003 })).rejects.toThrow('The queue is full');
    return createJob(mesh.backend, { seed: 5, text: TextSpec.create({ content: 'Coffee' }) });
  });
  expect(job.state).toBe(JobState.SUCCEEDED);
  for (const { id } of waiting) await finished(id);
});

test('a job that waits is served from the cache when its turn comes', async () => {
  const spec = { seed: 6, text: TextSpec.create({ content: 'Coffee' }) };
  // Both wait for the one slot: the second finds what the first has made.
  const [first, second] = await Promise.all([createJob(mesh.backend, spec), createJob(mesh.backend, spec)]);
  const done = [await finished(first.id), await finished(second.id)];
  expect(ranSteps()).toEqual([1, 2, 3]);
  expect(done.map(cachedSteps).sort()).toEqual([
    [false, false, false],
    [true, true, true],
  ]);
});

test('a step whose picture is damaged is made again', async () => {
  const { steps } = await make(7);
  const imageId = steps[2].result?.id ?? '';
  await truncate(join(mesh.directory, 'images', 'sha256', imageId.slice(0, 2), imageId.slice(2)), 100);
  mesh.models.seen.length = 0;
  const again = await make(7);
  expect(cachedSteps(again)).toEqual([true, true, false]);
  expect(ranSteps()).toEqual([3]);
  expect((await readImage(mesh.backend, imageId)).length).toBe(steps[2].result?.sizeBytes);
});

test('an engine with another digest is served nothing of the old one', async () => {
  await make(8);
  mesh.models.seen.length = 0;
  mesh.models.register(mesh.backend.port, 1, 'worker-1', 'engine-2');
  const digest = async (): Promise<string | undefined> =>
    (await mesh.backend.client.getServerStatus({}, as('local'))).status?.workers[0]?.engineDigest;
  await expect.poll(digest, PATIENT).toBe('engine-2');
  const again = await make(8);
  expect(ranSteps()).toEqual([1, 2, 3]);
  expect(cachedSteps(again)).toEqual([false, false, false]);
});

test('cached jobs are served while no worker is there', async () => {
  mesh.models.register(mesh.backend.port, 1, 'worker-1', ENGINE_DIGEST);
  await make(9);
  await mesh.models.close();
  const workers = async (): Promise<number | undefined> =>
    (await mesh.backend.client.getServerStatus({}, as('local'))).status?.workers.length;
  await expect.poll(workers, PATIENT).toBe(0);
  const job = await createJob(mesh.backend, { seed: 9, text: TextSpec.create({ content: 'Coffee' }) });
  expect(job.state).toBe(JobState.SUCCEEDED);
});
