import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import { Step } from '@nanococoa/proto/common/v1/job.ts';
import { expect, it } from 'vitest';
import { stepDownloads } from './step-downloads.ts';

const png = Image.fromPartial({ id: 'a', mediaType: 'image/png' });
const jpeg = Image.fromPartial({ id: 'b', mediaType: 'image/jpeg' });

it('offers what a step has left, each under a name of its own', () => {
  const artifacts = [
    { kind: ArtifactKind.TEXT_VOLUME, image: png },
    { kind: ArtifactKind.CUTOUT, image: png },
    { kind: ArtifactKind.PRODUCT_MASK, image: png },
  ];
  const first = stepDownloads('01ABC', Step.fromPartial({ number: 1, result: jpeg, artifacts }));
  expect(first.map(({ what, fileName }) => [what, fileName])).toEqual([
    ['downloadResult', 'nanococoa-01abc-step1.jpg'],
    ['downloadCutout', 'nanococoa-01abc-step1-cutout.png'],
    ['downloadMask', 'nanococoa-01abc-step1-mask.png'],
  ]);
  expect(stepDownloads('01ABC', Step.fromPartial({ number: 3 }))).toEqual([]);
});
