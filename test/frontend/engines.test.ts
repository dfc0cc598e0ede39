import { randomUUID } from 'node:crypto';
import type { AdSpec, DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Job, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { Status } from 'nice-grpc';
import { beforeEach, expect, test } from 'vitest';
import { as, errorOf } from './support/frontend.ts';
import { frontendForFile, picturesOfKim } from './support/frontend-for-file.ts';

const { backend, frontend } = await frontendForFile();
const { photo } = await picturesOfKim(frontend);

const sdxl = { id: 'sdxl', family: 'sdxl', tasks: ['text_to_image', 'inpainting'], licence: 'openrail++' };
const canny = { id: 'canny', family: 'sdxl', tasks: ['control'] };
const studioOnly = Worker.fromPartial({
  id: 'a',
  engines: ['studio'],
  models: [{ id: 'u2netp', task: 'cutout' }],
});
const diffusion = Worker.fromPartial({
  id: 'b',
  engines: ['studio', 'diffusion'],
  models: [sdxl, canny, { id: 'u2netp', task: 'cutout', loaded: true }],
});

beforeEach(() => {
  backend.workers = [studioOnly, diffusion];
});

const create = (spec: DeepPartial<AdSpec>) =>
  frontend.client.createJob({ requestId: randomUUID(), spec }, as('kim'));
const sent = () => backend.jobs[backend.jobs.length - 1].request.spec;
const SPEC = { background: { prompt: 'oak' }, text: { content: 'Sale' } };

test('ListModels gives what all workers have, also the one that has a model in memory', async () => {
  const { models, engines } = await frontend.client.listModels({}, as('kim'));
  expect(models.map(({ id, loaded }) => [id, loaded])).toEqual([
    ['canny', false],
    ['sdxl', false],
    ['u2netp', true],
  ]);
  expect(models[1]).toMatchObject(sdxl);
  expect(engines).toEqual(['diffusion', 'studio']);
});

test('the Job says which engine and models each step will be made with', async () => {
  const { job } = await create(SPEC);
  expect(job?.spec).toMatchObject({
    background: { engine: 'diffusion', model: 'sdxl' },
    text: { engine: 'diffusion', model: 'sdxl', controlModel: 'canny' },
    composition: { engine: 'diffusion', model: 'sdxl' },
  });
  expect(job?.spec?.background?.steps).toBeUndefined();
  for (const workers of [[], [studioOnly]]) {
    backend.workers = workers;
    await create(SPEC);
    expect([sent()?.background?.engine, sent()?.text?.engine, sent()?.composition?.engine]).toEqual([
      'studio',
      'studio',
      'studio',
    ]);
    expect(sent()?.background?.model).toBeUndefined();
  }
});

test('GenerateAd decides them, too', async () => {
  async function* ask() {
    yield { part: { $case: 'job' as const, value: { requestId: randomUUID(), spec: SPEC } } };
  }
  for await (const { part } of frontend.client.generateAd(ask(), as('kim'))) {
    if (part?.$case !== 'job') break;
    expect(part.value.spec?.text).toMatchObject({ engine: 'diffusion', controlModel: 'canny' });
    break;
  }
});

test('an engine that nothing can run is refused with its field and the command', async () => {
  backend.workers = [studioOnly];
  const error = await errorOf(create({ ...SPEC, background: { prompt: 'oak', engine: 'diffusion' } }));
  expect(error).toMatchObject({
    code: Status.FAILED_PRECONDITION,
    reason: 'ENGINE_NOT_INSTALLED',
    metadata: { command: 'npm run models -- add sdxl-base' },
  });
  expect(error.fields).toEqual([
    {
      field: 'spec.background.engine',
      description:
        'is "diffusion"; no worker has a model that makes pictures from text (text_to_image); install it: npm run models -- add sdxl-base',
    },
  ]);
});

test('an unknown model is refused by its field; with other faults all are said at once', async () => {
  const unknown = {
    field: 'spec.text.model',
    description: 'is "dreams", which no worker has; installed: sdxl',
  };
  const error = await errorOf(create({ ...SPEC, text: { content: 'Sale', model: 'dreams' } }));
  expect(error).toMatchObject({ code: Status.NOT_FOUND, reason: 'MODEL_UNKNOWN', fields: [unknown] });
  const several = await errorOf(
    create({
      background: { prompt: 'oak', model: 'canny' },
      text: { content: 'Sale', model: 'dreams', steps: 0 },
    }),
  );
  expect(several).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
  expect(several.fields).toEqual([
    { field: 'spec.text.steps', description: 'is 0; must be 1 to 50' },
    {
      field: 'spec.background.model',
      description: 'is "canny", a model for control; must be one for text_to_image; installed: sdxl',
    },
    unknown,
  ]);
});

test('a rerun keeps engines and models, and asks of those only that it makes anew', async () => {
  const { job } = await create({ ...SPEC, product: { imageId: photo.id } });
  const steps = [1, 2, 3].map((number) => ({ number, state: StepState.SUCCEEDED, result: photo }));
  backend.jobs[backend.jobs.length - 1].finished = {
    state: JobState.SUCCEEDED,
    steps: steps as Job['steps'],
  };
  const rerun = (updateMask: string[], spec: DeepPartial<AdSpec>) =>
    frontend.client.rerunJob({ jobId: job?.id, requestId: randomUUID(), updateMask, spec }, as('kim'));

  const better = { id: 'flux', family: 'flux', tasks: ['text_to_image', 'inpainting'] };
  backend.workers = [Worker.fromPartial({ ...diffusion, models: [...diffusion.models, better] })];
  await rerun(['background.prompt'], { background: { prompt: 'marble' } });
  expect(sent()?.background).toMatchObject({ engine: 'diffusion', model: 'sdxl', prompt: 'marble' });
  await rerun(['background.engine'], { background: { engine: 'auto' } });
  expect(sent()?.background).toMatchObject({ engine: 'diffusion', model: 'flux' });

  backend.workers = [studioOnly];
  const gone = await errorOf(rerun(['composition.strength'], { composition: { strength: 1 } }));
  expect(gone).toMatchObject({ reason: 'MODEL_UNKNOWN' });
  expect(gone.fields.map(({ field }) => field)).toEqual(['spec.composition.model']);
  await rerun(['composition.engine'], { composition: { engine: 'studio' } });
  expect(sent()).toMatchObject({
    background: { engine: 'diffusion', model: 'sdxl' },
    composition: { engine: 'studio' },
  });
  expect(sent()?.composition?.model).toBeUndefined();
});

test('a repeated request gives its job, though its model has gone since', async () => {
  const request = {
    requestId: randomUUID(),
    spec: { ...SPEC, background: { engine: 'diffusion', model: 'sdxl' } },
  };
  const { job } = await frontend.client.createJob(request, as('kim'));
  backend.workers = [studioOnly];
  expect((await frontend.client.createJob(request, as('kim'))).job?.id).toBe(job?.id);
  const other = await errorOf(frontend.client.createJob({ ...request, requestId: randomUUID() }, as('kim')));
  expect(other).toMatchObject({ reason: 'MODEL_UNKNOWN' });
  const changed = { ...request, spec: { ...request.spec, seed: 1 } };
  expect(await errorOf(frontend.client.createJob(changed, as('kim')))).toMatchObject({
    reason: 'REQUEST_ID_REUSED',
  });
});
