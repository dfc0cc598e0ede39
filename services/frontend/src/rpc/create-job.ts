import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { CreateJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkSpec } from '../jobs/check-spec.ts';
import { chooseSeed } from '../jobs/choose-seed.ts';
import { repeatRequest } from '../jobs/repeat-request.ts';
import { requestDigest } from '../jobs/request-digest.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { describeJobFaults } from '../requests/describe-job-faults.ts';

/** CreateJob: says all that is wrong at once; else decides the engines, fills in the defaults and has the Backend accept the job. */
export function createJob({ backend }: Pick<Dependencies, 'backend'>) {
  return async (request: CreateJobRequest, context: Context) => {
    const { requestId, spec, priority, labels } = request;
    const faults = describeJobFaults(request);
    if (!spec) {
      const missing = { field: 'spec', description: 'is missing' };
      throw new AppError('INVALID_REQUEST', { fields: [...faults, missing] });
    }
    const call = downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS });
    const specSha256 = requestDigest({ $case: 'create', value: request });
    const job = { requestId, specSha256, priority, labels };
    try {
      const checked = await checkSpec(backend, call, spec, { faults, root: 'spec' });
      return await backend.createJob({ ...job, spec: fillDefaults(checked, { chooseSeed }) }, call);
    } catch (error) {
      return await repeatRequest(backend, call, job, error);
    }
  };
}
