import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProductSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type JobProgress, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { InputRole, type RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { honestStep, picture, progress } from './fake-model-serving.ts';
import { createJob, kinds, putImage, watchEvents } from './requests.ts';

const mesh = await backendForFile({ slots: 1 });

const photoOf = (name: string): Promise<Image> => putImage(mesh.backend, picture(name, 100_000));
const product = (imageId: string, cutoutImageId = '') => ({
  product: ProductSpec.create({ imageId, cutoutImageId }),
});
const jobOf = async (jobId: string) => (await mesh.backend.client.getJob({ jobId }, as('local'))).job;

/** Where the Backend keeps an image's bytes. */
const fileOf = (imageId: string): string =>
  join(mesh.directory, 'images', 'sha256', imageId.slice(0, 2), imageId.slice(2));

test('only the inputs that the worker asks for are sent, and the task tells it only what the step reads', async () => {
  const photo = await photoOf('a photo seen twice');
  for (const seed of [1, 2]) {
    await watchEvents(mesh.backend, (await createJob(mesh.backend, { ...product(photo.id), seed })).id);
  }
  const firstSteps = mesh.models.seen.filter(({ task }) => task.step === 1);
  expect(firstSteps.map(({ inputs }) => inputs)).toEqual([
    [{ role: InputRole.PRODUCT, sha256: photo.id }],
    [],
  ]);
  for (const { task } of firstSteps) {
    expect(task.inputs).toEqual([{ role: InputRole.PRODUCT, image: photo }]);
    // The copy is not step 1's matter, and a picture is named by the inputs only.
    expect(task.spec).toMatchObject({ text: undefined, product: { imageId: '' } });
  }
});

test('a ready cut-out is sent in the place of the photo', async () => {
  const [photo, cutout] = [await photoOf('a photo'), await photoOf('its cut-out')];
  await watchEvents(mesh.backend, (await createJob(mesh.backend, product(photo.id, cutout.id))).id);
  expect(mesh.models.seen[0].inputs).toEqual([{ role: InputRole.PRODUCT, sha256: cutout.id }]);
});

test('a preview and the time left reach the watcher', async () => {
  const preview = Buffer.from('a small WebP');
  const seen = Promise.withResolvers<void>();
  mesh.models.behave(async function* showing(step) {
    yield progress(0.4, preview);
    if (step.task.step === 1) await seen.promise;
    yield* honestStep(step);
  });
  const { id: jobId } = await createJob(mesh.backend);
  const told: JobProgress[] = [];
  for await (const { news } of mesh.backend.client.watchJob({ jobId }, as('local'))) {
    if (news?.$case !== 'progress' || news.value.step !== 1) continue;
    told.push(news.value);
    if (news.value.preview.length > 0) seen.resolve();
  }
  const shown = told.find((news) => news.preview.length > 0);
  expect(Buffer.from(shown?.preview ?? [])).toEqual(preview);
  expect(shown?.eta).toBeDefined();
  expect(shown?.stepEta).toBeDefined();
});

test('a worker that speaks another version of RunStep fails the job with a clear error', async () => {
  mesh.models.speakOldProtocol(true);
  const { id } = await createJob(mesh.backend);
  expect(kinds(await watchEvents(mesh.backend, id)).at(-1)).toBe('finished');
  expect(await jobOf(id)).toMatchObject({
    state: JobState.FAILED,
    error: { reason: 'STEP_FAILED', message: 'The worker speaks another version of RunStep.', step: 1 },
  });
  mesh.models.speakOldProtocol(false);
});

test.each([
  {
    what: 'cut off',
    spoil: (path: string): Promise<void> => truncate(path, 1000),
  },
  {
    what: 'changed',
    spoil: async (path: string): Promise<void> => {
      const bytes = await readFile(path);
      bytes[50_000] ^= 1;
      await writeFile(path, bytes);
    },
  },
])('a job whose photo is $what on the disk fails at once, with the damage named', async ({ what, spoil }) => {
  const photo = await photoOf(`a photo that is ${what}`);
  const { id } = await mesh.whileNoSlotIsFree(async () => {
    const waiting = await createJob(mesh.backend, product(photo.id));
    await spoil(fileOf(photo.id));
    return waiting;
  });
  const events = await watchEvents(mesh.backend, id);
  expect(kinds(events)).not.toContain('retrying');
  expect(await jobOf(id)).toMatchObject({
    state: JobState.FAILED,
    error: { reason: 'IMAGE_DAMAGED', step: 1 },
  });
});

test('a step that ends without having told its end is tried again, once more in all', async () => {
  let isFirst = true;
  mesh.models.behave(async function* silent(step): AsyncGenerator<RunStepResponse> {
    if (!isFirst) yield* honestStep(step);
    isFirst = false;
  });
  const { id } = await createJob(mesh.backend);
  expect(kinds(await watchEvents(mesh.backend, id)).filter((kind) => kind === 'retrying')).toHaveLength(1);
  expect((await jobOf(id))?.steps.map(({ attempt }) => attempt)).toEqual([2, 1, 1]);
});
