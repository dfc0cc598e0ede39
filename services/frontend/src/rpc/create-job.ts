import { randomInt } from 'node:crypto';
import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import { specDigest } from '@nanococoa/common/parameters/spec-digest.ts';
import { validateSpec } from '@nanococoa/common/parameters/validate-spec.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { CreateJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkSpecImages } from '../jobs/check-spec-images.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { describeIdFault, ID } from '../requests/check-id.ts';

/** Seeds are 32 bits wide. */
const SEEDS = 2 ** 32;

/** CreateJob: says all that is wrong at once; else fills in the defaults and has the Backend accept the job. */
export function createJob({ backend }: Dependencies) {
  return async ({ requestId, spec }: CreateJobRequest, context: Context) => {
    const faults: FieldViolation[] = [];
    const idFault = describeIdFault(ID.request, requestId);
    if (idFault) faults.push({ field: 'request_id', description: idFault });
    if (!spec) {
      throw new AppError('INVALID_REQUEST', {
        fields: [...faults, { field: 'spec', description: 'is missing' }],
      });
    }
    faults.push(...validateSpec(spec));
    const options = downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS });
    const images = await checkSpecImages(backend, options, spec);
    faults.push(...images.unfit);
    if (faults.length > 0) {
      throw new AppError('INVALID_REQUEST', { fields: [...faults, ...images.unknown] });
    }
    if (images.unknown.length > 0) throw new AppError('IMAGE_NOT_FOUND', { fields: images.unknown });
    return backend.createJob(
      {
        requestId,
        // Of the spec as it came: a repeated request must not differ by the seed chosen for it.
        specSha256: specDigest(spec),
        spec: fillDefaults(spec, { chooseSeed: () => randomInt(SEEDS) }),
      },
      options,
    );
  };
}
