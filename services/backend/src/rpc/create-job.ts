import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { JobCreator } from '../jobs/create-job.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** CreateJob: the spec's values have been checked by Frontend, the images it names are checked here. */
export function createJobRpc({ createJob }: { createJob: JobCreator }): BackendRpc<'createJob'> {
  return async ({ requestId, spec, specSha256 }, { caller }) => {
    const missing: FieldViolation[] = [];
    if (requestId === '') missing.push({ field: 'request_id', description: 'is empty; 1 to 128 characters' });
    if (specSha256 === '') missing.push({ field: 'spec_sha256', description: 'is empty; a SHA-256' });
    if (!spec)
      throw new AppError('INVALID_REQUEST', {
        fields: [...missing, { field: 'spec', description: 'is not set' }],
      });
    if (missing.length > 0) throw new AppError('INVALID_REQUEST', { fields: missing });
    return { job: await createJob({ caller, requestId, spec, specSha256 }) };
  };
}
