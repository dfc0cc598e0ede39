import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { CallOptions, Client } from 'nice-grpc';
import { ID } from '../requests/check-id.ts';
import { ifFound } from '../requests/if-found.ts';

export interface SpecImageFaults {
  /** Ids that name no image of the caller's. */
  unknown: FieldViolation[];
  /** Images that cannot be used for what they are meant for. */
  unfit: FieldViolation[];
}

/** Asks the Backend for every image that a spec names, all at once; `root` is the spec's path in the request. Ids of a wrong form are the validation's matter. */
export async function checkSpecImages(
  backend: Pick<Client<BackendServiceDefinition>, 'getImage'>,
  options: CallOptions,
  spec: AdSpec,
  root: string,
): Promise<SpecImageFaults> {
  const faults: SpecImageFaults = { unknown: [], unfit: [] };
  const references = [
    { field: `${root}.product.image_id`, id: spec.product?.imageId },
    { field: `${root}.product.cutout_image_id`, id: spec.product?.cutoutImageId, needsAlpha: true },
    { field: `${root}.step1_image_id`, id: spec.step1ImageId },
    { field: `${root}.step2_image_id`, id: spec.step2ImageId, needsAlpha: true },
  ];
  await Promise.all(
    references.map(async ({ field, id, needsAlpha }) => {
      if (!id || !ID.image.pattern.test(id)) return;
      const answer = await ifFound(backend.getImage({ imageId: id }, options), 'IMAGE_NOT_FOUND');
      const image = answer?.image;
      if (!image) faults.unknown.push({ field, description: `is ${id}; there is no such image` });
      else if (needsAlpha && !image.hasAlpha) {
        faults.unfit.push({
          field,
          description: `is ${id}, a picture without transparency; it must have some`,
        });
      }
    }),
  );
  return faults;
}
