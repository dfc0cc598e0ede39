import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { Job } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { madeStep, testImage, testJob, testSpec } from '../jobs/test-jobs.ts';
import { imagesOfStep, namedImages } from './named-images.ts';

const id = (digit: string): string => testImage(digit).id;

test('a job names what it is made from, what its steps left, and its result, each once', () => {
  const spec = testSpec({
    product: { imageId: id('1'), cutoutImageId: id('2'), scale: undefined, strength: undefined },
    step1ImageId: id('3'),
    step2ImageId: id('4'),
  });
  const [, second, third] = testJob().steps;
  const job = {
    ...testJob({ spec }),
    steps: [madeStep(1, '5'), { ...second, result: testImage('3') }, third],
  };
  const expected = ['1', '2', '3', '4', '5', '6', 'e'].map(id);
  expect(namedImages({ ...job, result: testImage('6') }).sort()).toEqual(expected);
});

test('a job without pictures names none; empty ids are none', () => {
  expect(namedImages(testJob())).toEqual([]);
  expect(namedImages(Job.create())).toEqual([]);
  const product = { imageId: '', cutoutImageId: '', scale: undefined, strength: undefined };
  expect(namedImages(testJob({ spec: testSpec({ product, step1ImageId: '' }) }))).toEqual([]);
});

test('a step names its result and its artifacts', () => {
  const artifacts = [
    { kind: ArtifactKind.CUTOUT, image: testImage('b') },
    { kind: ArtifactKind.PRODUCT_MASK, image: undefined },
  ];
  expect(imagesOfStep(madeStep(1, 'a', { artifacts }))).toEqual([id('a'), id('b')]);
});

test('no message of a job has a picture that is not counted', () => {
  // A new field that holds a picture, or its id, must be added to namedImages.
  const spec = testSpec({
    product: { imageId: id('1'), cutoutImageId: id('2'), scale: 0.5, strength: 0.5 },
    step1ImageId: id('3'),
    step2ImageId: id('4'),
  });
  const step = madeStep(1, '5');
  const job = { ...testJob({ spec }), steps: [step], result: testImage('6') };
  const found = JSON.stringify(Job.toJSON(job)).match(/[0-9a-f]{64}/g) ?? [];
  expect(new Set(namedImages(job))).toEqual(new Set(found));
});
