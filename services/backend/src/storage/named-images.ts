import type { Job, Step } from '@nanococoa/proto/common/v1/job.ts';

/** Ids of the images that a job names (what it is made from, what its steps left, its result), each once. Pure. */
export function namedImages({ spec, steps, result }: Job): string[] {
  const inputs = [
    spec?.product?.imageId,
    spec?.product?.cutoutImageId,
    spec?.step1ImageId,
    spec?.step2ImageId,
    result?.id,
  ];
  return distinct([...inputs, ...steps.flatMap(imagesOfStep)]);
}

/** Ids of the images that a step left: its result and its artifacts. Pure. */
export function imagesOfStep({ result, artifacts }: Step): string[] {
  return distinct([result?.id, ...artifacts.map(({ image }) => image?.id)]);
}

function distinct(ids: (string | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== undefined && id !== ''))] as string[];
}
