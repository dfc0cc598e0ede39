import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { DeepPartial } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { as, errorOf } from './support/frontend.ts';
import { frontendForFile, picturesOfKim } from './support/frontend-for-file.ts';

const { backend, frontend } = await frontendForFile();
const pictures = await picturesOfKim(frontend);
const [photo, seeThrough] = [pictures.photo.id, pictures.seeThrough.id];

let number = 0;
const create = (
  spec: DeepPartial<AdSpec> | undefined,
  requestId = `request-${(number += 1)}`,
  caller = 'kim',
) => frontend.client.createJob({ requestId, spec }, as(caller));

test('a job goes to the Backend with every default filled in and a seed', async () => {
  const { job } = await create({ product: { imageId: photo }, text: { content: '오늘의 커피' } });
  expect(job?.id).toHaveLength(26);
  const { spec } = backend.jobs[backend.jobs.length - 1].request;
  expect(spec).toMatchObject({
    product: { imageId: photo, scale: 0.45, strength: 0.6 },
    output: { width: 1024, height: 1024, mediaType: 'image/png', quality: 90 },
    startStep: 1,
    stopStep: 3,
    autoUnload: true,
  });
  expect(spec?.seed).toBeGreaterThanOrEqual(0);
  expect(spec?.seed).toBeLessThan(2 ** 32);
});

test('the same request again gives the same job, with another spec ALREADY_EXISTS', async () => {
  const spec = { text: { content: 'Sale' } };
  const first = await create(spec, 'again');
  const second = await create(spec, 'again');
  expect(second.job?.id).toBe(first.job?.id);
  expect(second.job?.spec?.seed).toBe(first.job?.spec?.seed);
  expect(await errorOf(create({ text: { content: 'Sold' } }, 'again'))).toMatchObject({
    code: Status.ALREADY_EXISTS,
    reason: 'REQUEST_ID_REUSED',
  });
  expect((await create(spec, 'again', 'lee')).job?.id).not.toBe(first.job?.id);
});

const base = { text: { content: 'Sale' } };
const wrong: [string, DeepPartial<AdSpec>, string, RegExp][] = [
  [
    'a number out of range',
    { ...base, composition: { strength: 1.01 } },
    'composition.strength',
    /1\.01.*0 to 1/,
  ],
  ['NaN', { product: { imageId: 'PHOTO', scale: Number.NaN } }, 'product.scale', /NaN.*0\.1 to 0\.9/],
  ['infinity', { product: { imageId: 'PHOTO', scale: Infinity } }, 'product.scale', /Infinity.*0\.1 to 0\.9/],
  ['a width above', { ...base, output: { width: 4097 } }, 'output.width', /4097.*64 to 4096/],
  ['a width of 2^31', { ...base, output: { width: 2 ** 31 } }, 'output.width', /2147483648.*64 to 4096/],
  ['a step above', { ...base, startStep: 4 }, 'start_step', /4.*1 to 3/],
  [
    'stop before start',
    { ...base, startStep: 2, stopStep: 1, step1ImageId: 'PHOTO' },
    'stop_step',
    /1.*2 to 3/,
  ],
  ['no step1_image', { ...base, startStep: 2 }, 'step1_image_id', /missing/],
  [
    'a step2_image without transparency',
    { startStep: 3, step1ImageId: 'PHOTO', step2ImageId: 'PHOTO' },
    'step2_image_id',
    /without transparency/,
  ],
  ['an unknown font', { text: { content: 'Sale', fontId: '../x.ttf' } }, 'text.font_id', /one of/],
  ['an unknown position', { text: { content: 'Sale', position: 9 as 1 } }, 'text.position', /one of/],
  ['a long copy', { text: { content: '가'.repeat(81) } }, 'text.content', /81.*80/],
  ['a character that no font has', { text: { content: 'Sale \u{1f600}' } }, 'text.content', /lacks/],
  ['an unknown type', { ...base, output: { mediaType: 'image/gif' } }, 'output.media_type', /one of/],
  ['an id of a wrong form', { product: { imageId: 'x' } }, 'product.image_id', /64/],
];

test.each(wrong)('refuses %s', async (_name, given, field, description) => {
  const before = backend.jobs.length;
  const spec = structuredClone(given);
  if (spec.product?.imageId === 'PHOTO') spec.product.imageId = photo;
  if (spec.step1ImageId) spec.step1ImageId = photo;
  if (spec.step2ImageId) spec.step2ImageId = photo;
  const error = await errorOf(create(spec));
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
  expect(new Set(error.fields.map((violation) => violation.field))).toEqual(new Set([`spec.${field}`]));
  expect(error.fields[0].description).toMatch(description);
  expect(backend.jobs.length).toBe(before);
});

test('refuses empty everything', async () => {
  const error = await errorOf(frontend.client.createJob({}, as('kim')));
  expect(error.reason).toBe('INVALID_REQUEST');
  expect(error.fields.map(({ field }) => field)).toEqual(['request_id', 'spec']);
  expect((await errorOf(create({}, 'a b'))).fields.map(({ field }) => field)).toEqual(['request_id', 'spec']);
});

test('images that are not there, or somebody else owns, are NOT_FOUND, all named', async () => {
  const spec = { startStep: 3, step1ImageId: 'e'.repeat(64), step2ImageId: seeThrough };
  const mine = await errorOf(create(spec));
  expect(mine).toMatchObject({ code: Status.NOT_FOUND, reason: 'IMAGE_NOT_FOUND' });
  expect(mine.fields.map(({ field }) => field)).toEqual(['spec.step1_image_id']);
  const theirs = await errorOf(create({ ...spec, step1ImageId: photo }, 'theirs', 'lee'));
  expect(theirs.fields.map(({ field }) => field)).toEqual(['spec.step1_image_id', 'spec.step2_image_id']);
});

test('all that is wrong is said at once', async () => {
  const error = await errorOf(
    create({ product: { imageId: 'f'.repeat(64), scale: 7 }, output: { quality: 0 } }, '!'),
  );
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
  expect(error.fields.map(({ field }) => field)).toEqual([
    'request_id',
    'spec.product.scale',
    'spec.output.quality',
    'spec.product.image_id',
  ]);
});

test('jobs are the caller’s own; ids of a wrong form are named', async () => {
  const { client } = frontend;
  const { job } = await create(base);
  const jobId = job?.id ?? '';
  expect((await client.getJob({ jobId }, as('kim'))).job?.id).toBe(jobId);
  expect((await client.cancelJob({ jobId }, as('kim'))).job?.state).toBe(JobState.CANCELLED);
  for (const id of ['Z'.repeat(26), jobId]) {
    const caller = id === jobId ? 'lee' : 'kim';
    for (const call of [client.getJob, client.cancelJob]) {
      expect(await errorOf(call({ jobId: id }, as(caller)))).toMatchObject({
        code: Status.NOT_FOUND,
        reason: 'JOB_NOT_FOUND',
      });
    }
  }
  expect(await errorOf(client.getJob({ jobId: 'nope' }, as('kim')))).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    fields: [{ field: 'job_id' }],
  });
});

test('ListJobs takes 20 a page unless told, and refuses what is out of range', async () => {
  const { client } = frontend;
  expect((await client.listJobs({}, as('kim'))).nextPageToken).toBe('size-20');
  expect((await client.listJobs({ pageSize: 100 }, as('kim'))).nextPageToken).toBe('size-100');
  const search = { query: ` ${'😀'.repeat(98)} ` };
  expect((await client.listJobs(search, as('kim'))).nextPageToken).toBe(`size-20${search.query}`);
  const error = await errorOf(
    client.listJobs(
      {
        ...{ pageSize: 101, pageToken: 'x'.repeat(600), states: [JobState.QUEUED, 77 as 1] },
        query: '가'.repeat(101),
      },
      as('kim'),
    ),
  );
  expect(error.fields).toEqual([
    { field: 'page_size', description: 'is 101; must be 0 to 100' },
    { field: 'page_token', description: 'has 600 characters; at most 512' },
    { field: 'states[1]', description: 'is 77; must be 1 to 5' },
    { field: 'query', description: 'has 101 characters; at most 100' },
  ]);
  expect((await errorOf(client.listJobs({ pageSize: -1 }, as('kim')))).fields[0].field).toBe('page_size');
});

test('fonts are recommended by copy and mood', async () => {
  const { client } = frontend;
  const { fonts } = await client.recommendFonts({
    copy: '벚꽃 축제',
    prompt: 'romantic handwriting',
    limit: 3,
  });
  expect(fonts).toHaveLength(3);
  expect(fonts.map(({ score }) => score)).toEqual(fonts.map(({ score }) => score).toSorted((a, b) => b - a));
  expect(fonts[0].reason?.en).toContain('handwriting');
  const loud = await client.recommendFonts({ copy: '50% SALE', limit: 1 });
  expect(loud.fonts[0].fontId).not.toBe(fonts[0].fontId);
  expect((await client.recommendFonts({ copy: '😀' })).fonts).toEqual([]);
  const error = await errorOf(client.recommendFonts({ copy: 'x'.repeat(81), limit: -1 }));
  expect(error.fields).toEqual([
    { field: 'copy', description: 'has 81 characters; at most 80' },
    { field: 'limit', description: 'is -1; must be 0 or more' },
  ]);
});

test('catalogues and status', async () => {
  const { fonts } = await frontend.client.listFonts({});
  expect(fonts.length).toBeGreaterThan(3);
  expect(fonts[0].tone?.ko).not.toBe('');
  const { parameters } = await frontend.client.listParameters({});
  const scale = parameters.find(({ name }) => name === 'product.scale');
  expect(scale).toMatchObject({ minimum: 0.1, maximum: 0.9, defaultValue: 0.45 });
  expect((await frontend.client.getServerStatus({})).status).toMatchObject({
    version: 'fake',
    queueCapacity: 7,
  });
});
