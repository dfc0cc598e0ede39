import { ProductSpec, TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { InputRole } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { picture, sha256 } from './fake-model-serving.ts';
import { createJob, kinds, putImage, readImage, watchEvents } from './requests.ts';

const { backend, models } = await backendForFile({ slots: 2 });

test('a job runs its three steps in order, and its watcher hears of each', async () => {
  const photo = await putImage(backend, picture('photo', 600_000));
  const { id: jobId } = await createJob(backend, { product: ProductSpec.create({ imageId: photo.id }) });
  const news = [];
  for await (const message of backend.client.watchJob({ jobId }, as('local'))) news.push(message.news);

  const events = news.flatMap((item) => (item?.$case === 'event' ? [item.value] : []));
  expect(kinds(events)).toEqual([
    'queued',
    'started',
    'stepStarted',
    'stepFinished',
    'stepStarted',
    'stepFinished',
    'stepStarted',
    'stepFinished',
    'finished',
  ]);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const fractions = news.flatMap((item) => (item?.$case === 'progress' ? [item.value.fraction] : []));
  expect(fractions.length).toBeGreaterThanOrEqual(3);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);

  expect(models.seen.map(({ task }) => [task.step, task.final])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
  expect(models.seen.map(({ inputs }) => inputs)).toEqual([
    [{ role: InputRole.PRODUCT, sha256: photo.id }],
    [
      { role: InputRole.BACKGROUND, sha256: sha256(picture('step 1 7', 700_000)) },
      { role: InputRole.PRODUCT_MASK, sha256: sha256(picture('mask 7', 1000)) },
    ],
    // What step 2 was sent is not sent again.
    [
      { role: InputRole.TEXT, sha256: sha256(picture('step 2 7', 700_000)) },
      { role: InputRole.TEXT_VOLUME, sha256: sha256(picture('volume 7', 1000)) },
    ],
  ]);

  const { job } = await backend.client.getJob({ jobId }, as('local'));
  expect(job).toMatchObject({ state: JobState.SUCCEEDED, lastSequence: 9, error: undefined });
  expect(job?.steps.map(({ state, attempt }) => [state, attempt])).toEqual([
    [StepState.SUCCEEDED, 1],
    [StepState.SUCCEEDED, 1],
    [StepState.SUCCEEDED, 1],
  ]);
  expect(job?.steps[0].artifacts.map(({ kind }) => kind)).toEqual([ArtifactKind.PRODUCT_MASK]);
  const last = events.at(-1)?.event;
  expect(last?.$case === 'finished' && last.value.job).toEqual(job);
  const result = picture('step 3 7', 700_000);
  expect(job?.result).toMatchObject({ id: sha256(result), sizeBytes: 700_000, mediaType: 'image/png' });
  expect(await readImage(backend, sha256(result))).toEqual(result);
  expect(await readImage(backend, sha256(result), 699_000)).toEqual(result.subarray(699_000));
});

test('a watch of a finished job replays what comes after a sequence number and ends', async () => {
  const { id } = await createJob(backend, { text: TextSpec.fromPartial({ content: ' ' }) });
  await watchEvents(backend, id);
  expect(kinds(await watchEvents(backend, id, 2))).toEqual(['stepStarted', 'stepFinished', 'finished']);
  expect(await watchEvents(backend, id, 5)).toEqual([]);
  expect(models.seen.map(({ task }) => [task.step, task.final])).toEqual([[1, true]]);
});
