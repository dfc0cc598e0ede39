import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ErrorReason } from '@nanococoa/common/errors/error-table.ts';
import type {
  BackendServiceDefinition,
  CreateJobRequest,
  CreateJobResponse,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { CallOptions, Client } from 'nice-grpc';
import { ID } from '../requests/check-id.ts';
import { findRequestedJob } from './find-requested-job.ts';

/** What was there when a request came first, and may be gone when it is repeated. */
const GONE: ReadonlySet<ErrorReason> = new Set(['IMAGE_NOT_FOUND', 'MODEL_UNKNOWN', 'ENGINE_NOT_INSTALLED']);

/**
 * Answers a repeated request, whose job is there already, though today it would be refused for what has gone since.
 * Backend compares the digests. @throws The refusal, when the request is a new one or was refused for something else.
 */
export async function repeatRequest(
  backend: Pick<Client<BackendServiceDefinition>, 'getJob' | 'createJob'>,
  call: CallOptions,
  request: DeepPartial<CreateJobRequest> & { requestId: string },
  refusal: unknown,
): Promise<CreateJobResponse> {
  if (!(refusal instanceof AppError && GONE.has(refusal.reason))) throw refusal;
  if (!ID.request.pattern.test(request.requestId)) throw refusal;
  const known = await findRequestedJob(backend, call, request.requestId);
  if (!known) throw refusal;
  return backend.createJob({ ...request, spec: known.spec }, call);
}
