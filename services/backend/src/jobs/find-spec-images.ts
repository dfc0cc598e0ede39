import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Storage } from '../storage/storage.ts';

/** The pictures that stand for steps' results. */
export interface SuppliedImages {
  step1Image: Image | undefined;
  step2Image: Image | undefined;
}

/** Looks for every image that a spec names, as its caller sees it. @throws AppError IMAGE_NOT_FOUND with each field */
export async function findSpecImages(
  storage: Pick<Storage, 'readVisibleImage'>,
  caller: string,
  spec: AdSpec,
): Promise<SuppliedImages> {
  const missing: FieldViolation[] = [];
  const find = async (field: string, imageId: string | undefined): Promise<Image | undefined> => {
    if (!imageId) return undefined;
    const image = await storage.readVisibleImage(caller, imageId);
    if (!image) missing.push({ field, description: `there is no image ${imageId}` });
    return image;
  };
  await find('spec.product.image_id', spec.product?.imageId);
  await find('spec.product.cutout_image_id', spec.product?.cutoutImageId);
  const step1Image = await find('spec.step1_image_id', spec.step1ImageId);
  const step2Image = await find('spec.step2_image_id', spec.step2ImageId);
  if (missing.length > 0) throw new AppError('IMAGE_NOT_FOUND', { fields: missing });
  const start = spec.startStep ?? 1;
  return {
    step1Image: start >= 2 ? step1Image : undefined,
    step2Image: start === 3 ? step2Image : undefined,
  };
}
