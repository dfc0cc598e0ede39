import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { validateSpec } from '@nanococoa/common/parameters/validate-spec.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { CallOptions, Client } from 'nice-grpc';
import { checkSpecImages } from './check-spec-images.ts';

export interface CheckSpecOptions {
  /** What is wrong with the rest of the request. */
  faults: FieldViolation[];
  /** Path of the spec in the request. */
  root: string;
  /** Whether the product photo comes after the spec. */
  photoFollows?: boolean;
}

/**
 * Refuses a request for a job when anything is wrong with it: all of it at once.
 * @throws AppError INVALID_REQUEST; IMAGE_NOT_FOUND when all that is wrong is that images are not there
 */
export async function checkSpec(
  backend: Pick<Client<BackendServiceDefinition>, 'getImage'>,
  call: CallOptions,
  spec: AdSpec,
  { faults, root, photoFollows = false }: CheckSpecOptions,
): Promise<void> {
  const images = await checkSpecImages(backend, call, spec, root);
  const all = [...faults, ...validateSpec(photoFollows ? withSomePhoto(spec) : spec, root), ...images.unfit];
  if (all.length > 0) throw new AppError('INVALID_REQUEST', { fields: [...all, ...images.unknown] });
  if (images.unknown.length > 0) throw new AppError('IMAGE_NOT_FOUND', { fields: images.unknown });
}

/** The spec as it will be once the photo has an id. */
function withSomePhoto(spec: AdSpec): AdSpec {
  return { ...spec, product: { cutoutImageId: '', ...spec.product, imageId: '0'.repeat(64) } };
}
