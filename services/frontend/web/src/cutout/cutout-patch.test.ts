import { Job } from '@nanococoa/client';
import { expect, it } from 'vitest';
import { cutoutPatch } from './cutout-patch.ts';

function jobSeenFrom(estimatedDeg: number | undefined, chosenDeg?: number): Job {
  const scene = estimatedDeg === undefined ? {} : { placement: { elevationDeg: estimatedDeg } };
  return Job.fromPartial({ spec: { product: { elevationDeg: chosenDeg } }, steps: [{ number: 1, scene }] });
}

it('keeps the view of a product that was touched up, and lets that of another be estimated', () => {
  const { paths, spec } = cutoutPatch(jobSeenFrom(52), 'id', 'strokes');
  expect(paths).toEqual(['product.cutout_image_id', 'product.elevation_deg']);
  expect(spec.product).toMatchObject({ cutoutImageId: 'id', elevationDeg: 52 });
  for (const patch of [
    cutoutPatch(jobSeenFrom(52), 'id', 'file'),
    cutoutPatch(jobSeenFrom(52, 30), 'id', 'strokes'),
    cutoutPatch(jobSeenFrom(undefined), 'id', 'strokes'),
  ]) {
    expect(patch.paths).toEqual(['product.cutout_image_id']);
    expect(patch.spec.product?.elevationDeg).toBeUndefined();
  }
});
