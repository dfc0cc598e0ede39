import { randomUUID } from 'node:crypto';
import type { AdSpec, DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Job, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { as, errorOf } from './support/frontend.ts';
import { frontendForFile, picturesOfKim } from './support/frontend-for-file.ts';

const { backend, frontend } = await frontendForFile();
const { photo, seeThrough: letters } = await picturesOfKim(frontend);
const parentId = await finishedJob();

/** A job of kim's whose steps have all been made. */
async function finishedJob(): Promise<string> {
  const spec = { product: { imageId: photo.id }, text: { content: '오늘의 커피' }, seed: 5 };
  const { job } = await frontend.client.createJob({ requestId: 'parent', spec }, as('kim'));
  const steps = [1, 2, 3].map((number) => ({ number, state: StepState.SUCCEEDED, result: photo }));
  backend.jobs[0].finished = { state: JobState.SUCCEEDED, steps: steps as Job['steps'] };
  return job?.id ?? '';
}

interface Rerun {
  fromStep?: number;
  updateMask?: string[];
  spec?: DeepPartial<AdSpec>;
  requestId?: string;
  jobId?: string;
  priority?: number;
  labels?: Record<string, string>;
}

const rerun = (request: Rerun, caller = 'kim') =>
  frontend.client.rerunJob({ jobId: parentId, requestId: randomUUID(), ...request }, as(caller));
const sent = () => backend.jobs[backend.jobs.length - 1].request;

test('the Backend gets the whole spec, the parent and the first step to make', async () => {
  const { job } = await rerun({
    updateMask: ['text.content'],
    spec: { text: { content: '내일의 커피' } },
    priority: 3,
    labels: { try: '2' },
  });
  expect(job).toMatchObject({ parentId, priority: 3, labels: { try: '2' } });
  const parent = backend.jobs[0].request.spec;
  expect(sent()).toMatchObject({ parentId, fromStep: 2, priority: 3 });
  expect(sent().spec).toEqual({ ...parent, text: { ...parent?.text, content: '내일의 커피' } });
});

test('pictures in place of steps', async () => {
  await rerun({ updateMask: ['step1_image_id'], spec: { step1ImageId: photo.id } });
  expect(sent()).toMatchObject({ fromStep: 2, spec: { startStep: 2, step1ImageId: photo.id } });
  await rerun({ updateMask: ['step2_image_id'], spec: { step2ImageId: letters.id } });
  expect(sent()).toMatchObject({
    fromStep: 3,
    spec: { startStep: 3, step1ImageId: photo.id, step2ImageId: letters.id },
  });
  await rerun({ updateMask: ['product.cutout_image_id'], spec: { product: { cutoutImageId: letters.id } } });
  expect(sent()).toMatchObject({
    fromStep: 1,
    spec: { product: { cutoutImageId: letters.id, scale: 0.45 } },
  });
  const error = await errorOf(
    rerun({ updateMask: ['product.cutout_image_id'], spec: { product: { cutoutImageId: photo.id } } }),
  );
  expect(error.fields).toEqual([
    {
      field: 'spec.product.cutout_image_id',
      description: `is ${photo.id}, a picture without transparency; it must have some`,
    },
  ]);
});

test('the same request makes one job, however many ask at once; any difference makes it another', async () => {
  const request = { requestId: 'same', updateMask: ['seed'], spec: {} };
  const before = backend.jobs.length;
  const answers = await Promise.all(Array.from({ length: 50 }, () => rerun(request)));
  expect(backend.jobs.length).toBe(before + 1);
  expect(new Set(answers.map(({ job }) => job?.id)).size).toBe(1);
  for (const change of [{ fromStep: 1 }, { spec: { seed: 1 } }, { updateMask: [] }, { priority: 1 }]) {
    expect(await errorOf(rerun({ ...request, ...change }))).toMatchObject({
      code: Status.ALREADY_EXISTS,
      reason: 'REQUEST_ID_REUSED',
    });
  }
});

test('all that is wrong is said at once', async () => {
  const error = await errorOf(
    rerun({
      requestId: '',
      priority: 10,
      labels: { A: '' },
      fromStep: 3,
      updateMask: ['start_step', 'text', 'text.content', 'output.width', 'composition.strength'],
      spec: { text: { content: '가'.repeat(81) }, output: { width: 63 }, composition: { strength: 0.5 } },
    }),
  );
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
  expect(error.fields.map(({ field }) => field)).toEqual([
    'request_id',
    'priority',
    'labels["A"]',
    'update_mask[0]',
    'update_mask[1]',
    'spec.text.content',
    'spec.output.width',
    'spec.text.content',
    'spec.output.width',
  ]);
  expect(error.fields[3].description).toMatch(/start_step.*step1_image_id/);
  expect(error.fields[4].description).toBe(
    'is "text"; must be the path of a parameter, such as text.content',
  );
  expect(error.fields[5].description).toBe('is read by step 2, but from_step is 3; must be 1 to 2, or 0');
});

test('a patch without a mask, a step beyond, an unknown job', async () => {
  expect((await errorOf(rerun({ spec: { seed: 1, text: { content: 'x' } } }))).fields).toEqual([
    { field: 'update_mask', description: 'is empty, but spec sets text.content, seed; name what to change' },
  ]);
  expect((await errorOf(rerun({ fromStep: 4 }))).fields).toEqual([
    { field: 'from_step', description: 'is 4; must be 1 to 3, or 0' },
  ]);
  expect((await errorOf(rerun({ fromStep: -1 }))).fields[0].field).toBe('from_step');
  expect((await errorOf(rerun({ jobId: 'nope', requestId: '' }))).fields.map(({ field }) => field)).toEqual([
    'job_id',
    'request_id',
  ]);
  expect(await errorOf(rerun({}, 'lee'))).toMatchObject({ code: Status.NOT_FOUND, reason: 'JOB_NOT_FOUND' });
});

test('a job is deleted once it is finished, by its owner', async () => {
  const { client } = frontend;
  const { job } = await client.createJob(
    { requestId: 'gone', spec: { seed: 1, text: { content: 'x' } } },
    as('kim'),
  );
  const jobId = job?.id ?? '';
  expect(await errorOf(client.deleteJob({ jobId }, as('kim')))).toMatchObject({
    code: Status.FAILED_PRECONDITION,
    reason: 'JOB_NOT_FINISHED',
  });
  backend.jobs[backend.jobs.length - 1].finished = { state: JobState.CANCELLED };
  expect((await errorOf(client.deleteJob({ jobId }, as('lee')))).reason).toBe('JOB_NOT_FOUND');
  await client.deleteJob({ jobId }, as('kim'));
  expect((await errorOf(client.deleteJob({ jobId }, as('kim')))).reason).toBe('JOB_NOT_FOUND');
  expect((await errorOf(client.deleteJob({ jobId: 'x' }, as('kim')))).fields[0].field).toBe('job_id');
});
