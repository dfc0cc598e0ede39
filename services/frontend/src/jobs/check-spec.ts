import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { validateSpec } from '@nanococoa/common/parameters/validate-spec.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { CallOptions, Client } from 'nice-grpc';
import { resolveEngines } from '../models/resolve-engines.ts';
import { checkSpecImages } from './check-spec-images.ts';

export interface CheckSpecOptions {
  /** What is wrong with the rest of the request. */
  faults: FieldViolation[];
  /** Path of the spec in the request. */
  root: string;
  /** Whether the product photo comes after the spec. */
  photoFollows?: boolean;
  /** What can make steps, where the caller has asked for it already. */
  workers?: readonly Worker[];
  /** The first step that is made: the engines of those before it stay as they are. */
  fromStep?: number;
}

/**
 * Refuses a request for a job when anything is wrong with it: all of it at once. Else decides its engines.
 * @returns The spec with engine and models of every step that will run.
 * @throws AppError INVALID_REQUEST; IMAGE_NOT_FOUND, MODEL_UNKNOWN or ENGINE_NOT_INSTALLED when that is all that is wrong
 */
export async function checkSpec(
  backend: Pick<Client<BackendServiceDefinition>, 'getImage' | 'getCatalogue'>,
  call: CallOptions,
  spec: AdSpec,
  { faults, root, photoFollows = false, workers: known, fromStep = 1 }: CheckSpecOptions,
): Promise<AdSpec> {
  const [images, { workers }] = await Promise.all([
    checkSpecImages(backend, call, spec, root),
    known ? { workers: known } : backend.getCatalogue({}, call),
  ]);
  const engines = resolveEngines(spec, { workers, root, fromStep });
  const wrong = [
    ...faults,
    ...validateSpec(photoFollows ? withSomePhoto(spec) : spec, root),
    ...images.unfit,
    ...engines.unfit,
  ];
  const absent = [
    { reason: 'IMAGE_NOT_FOUND', fields: images.unknown, metadata: undefined },
    { reason: 'MODEL_UNKNOWN', fields: engines.unknown, metadata: undefined },
    {
      reason: 'ENGINE_NOT_INSTALLED',
      fields: engines.missing,
      metadata: { command: [...new Set(engines.commands)].join(' && ') },
    },
  ] as const;
  const [first, ...others] = absent.filter(({ fields }) => fields.length > 0);
  if (wrong.length > 0 || others.length > 0) {
    throw new AppError('INVALID_REQUEST', { fields: [...wrong, ...absent.flatMap(({ fields }) => fields)] });
  }
  if (first) throw new AppError(first.reason, { fields: first.fields, metadata: first.metadata ?? {} });
  return engines.spec;
}

/** The spec as it will be once the photo has an id. */
function withSomePhoto(spec: AdSpec): AdSpec {
  return { ...spec, product: { cutoutImageId: '', ...spec.product, imageId: '0'.repeat(64) } };
}
