import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { JobCreator } from '../jobs/create-job.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** CreateJob: the spec's values have been checked by Frontend, the images and the parent that it names are checked here. */
export function createJobRpc({ createJob }: { createJob: JobCreator }): BackendRpc<'createJob'> {
  return async ({ spec, ...request }, { caller }) => {
    const wrong: FieldViolation[] = [];
    const { requestId, specSha256, parentId, fromStep, priority } = request;
    if (requestId === '') wrong.push({ field: 'request_id', description: 'is empty; 1 to 128 characters' });
    if (specSha256 === '') wrong.push({ field: 'spec_sha256', description: 'is empty; a SHA-256' });
    if (!spec) wrong.push({ field: 'spec', description: 'is not set' });
    if (priority > 9) wrong.push({ field: 'priority', description: `is ${priority}; 0 to 9` });
    if (parentId !== '' && (fromStep < 1 || fromStep > 3)) {
      wrong.push({ field: 'from_step', description: `is ${fromStep}; 1 to 3` });
    }
    if (!spec || wrong.length > 0) throw new AppError('INVALID_REQUEST', { fields: wrong });
    return { job: await createJob({ ...request, caller, spec }) };
  };
}
