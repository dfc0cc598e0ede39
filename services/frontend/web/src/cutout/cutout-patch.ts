import { AdSpec, type Job } from '@nanococoa/client';
import type { SpecPatch } from '../job/submit-job.ts';

/**
 * What makes a version of an ad with another cut-out.
 *
 * @param from `strokes`: the same product, better cut out. It keeps the view that was estimated for it, so that the
 *   scene around it stays: an outline touched up a little may be read as a cup seen from elsewhere.
 */
export function cutoutPatch(job: Job, cutoutImageId: string, from: 'strokes' | 'file'): SpecPatch {
  const paths = ['product.cutout_image_id'];
  const seenFromDeg = job.steps.find(({ number }) => number === 1)?.scene?.placement?.elevationDeg;
  if (from === 'file' || seenFromDeg === undefined || job.spec?.product?.elevationDeg !== undefined) {
    return { paths, spec: AdSpec.fromPartial({ product: { cutoutImageId } }) };
  }
  const product = { cutoutImageId, elevationDeg: seenFromDeg };
  return { paths: [...paths, 'product.elevation_deg'], spec: AdSpec.fromPartial({ product }) };
}
