import { randomUUID } from 'node:crypto';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { writeSpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { as, errorOf } from './support/frontend.ts';
import { frontendForFile, picturesOfKim } from './support/frontend-for-file.ts';

const { backend, frontend } = await frontendForFile();
const pictures = await picturesOfKim(frontend);
const [photo, cutout] = [pictures.photo.id, pictures.seeThrough.id];

const create = (rest: Partial<Parameters<typeof frontend.client.createJob>[0]>) =>
  frontend.client.createJob(
    { requestId: randomUUID(), spec: { text: { content: 'Sale' } }, ...rest },
    as('kim'),
  );

const numbers = PARAMETERS.filter(
  ({ type }) => type === ParameterType.NUMBER || type === ParameterType.INTEGER,
);

test('there are numbers to check', () => expect(numbers.length).toBeGreaterThanOrEqual(9));

test.each(numbers)(
  '$name keeps to its range over the wire',
  async ({ name, type, minimum = 0, maximum = 0 }) => {
    const rangeFaults = async (value: number) => {
      const spec = AdSpec.fromPartial({ product: { imageId: photo }, text: { content: 'Sale' } });
      writeSpecValue(spec, name, value);
      const [outcome] = await Promise.allSettled([create({ spec })]);
      const error = outcome.status === 'rejected' ? fromClientError(outcome.reason) : undefined;
      if (error) expect(error.code).toBe(Status.INVALID_ARGUMENT);
      const text = `must be ${minimum} to ${maximum}`;
      return (error?.fields ?? []).filter(
        ({ field, description }) => field === `spec.${name}` && description === `is ${value}; ${text}`,
      );
    };
    const outside =
      type === ParameterType.NUMBER
        ? [Number.NaN, Infinity, -Infinity, 2 ** 31, 2 ** 53, minimum - 0.001, maximum + 0.001]
        : // What an unsigned 32-bit number cannot say does not get onto the wire.
          [minimum - 1, maximum + 1, 2 ** 31 - 1].filter((value) => value >= 0 && value < 2 ** 32);
    for (const value of outside) {
      if (value >= minimum && value <= maximum) continue;
      expect(await rangeFaults(value), String(value)).toHaveLength(1);
    }
    for (const value of [minimum, maximum]) expect(await rangeFaults(value), String(value)).toEqual([]);
  },
);

test('priority and labels go to the Backend, up to their limits', async () => {
  const labels = Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`key-${index}`, '값'.repeat(256)]),
  );
  const { job } = await create({ priority: 9, labels });
  expect(job).toMatchObject({ priority: 9, labels });
  const error = await errorOf(
    create({ priority: 10, labels: { ...labels, one: 'too many', 'key-0': '값'.repeat(257) } }),
  );
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
  expect(error.fields).toEqual([
    { field: 'priority', description: 'is 10; must be 0 to 9' },
    { field: 'labels', description: 'has 17 entries; at most 16' },
    { field: 'labels["key-0"]', description: 'has 257 characters; at most 256' },
  ]);
});

test('a ready cut-out is a product without a photo; it must be transparent and the caller’s own', async () => {
  const { job } = await create({ spec: { product: { cutoutImageId: cutout } } });
  expect(job?.spec?.product).toEqual({ imageId: '', cutoutImageId: cutout, scale: 0.45, strength: 0.6 });
  expect((await errorOf(create({ spec: { product: { cutoutImageId: photo } } }))).fields).toEqual([
    {
      field: 'spec.product.cutout_image_id',
      description: `is ${photo}, a picture without transparency; it must have some`,
    },
  ]);
  expect(await errorOf(create({ spec: { product: { cutoutImageId: 'f'.repeat(64) } } }))).toMatchObject({
    reason: 'IMAGE_NOT_FOUND',
    fields: [{ field: 'spec.product.cutout_image_id' }],
  });
});

test('50 equal requests at once make one job; another priority or label is another request', async () => {
  const before = backend.jobs.length;
  const request = { requestId: 'fifty', labels: { a: '1', b: '2' } };
  const answers = await Promise.all(Array.from({ length: 50 }, () => create(request)));
  expect(backend.jobs.length).toBe(before + 1);
  expect(new Set(answers.map(({ job }) => `${job?.id} ${job?.spec?.seed}`)).size).toBe(1);
  expect((await create({ ...request, labels: { b: '2', a: '1' } })).job?.id).toBe(answers[0].job?.id);
  for (const change of [{ priority: 1 }, { labels: {} }]) {
    expect((await errorOf(create({ ...request, ...change }))).reason).toBe('REQUEST_ID_REUSED');
  }
});
