import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { ListJobsRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS, PAGE_SIZE, PAGE_TOKEN_LENGTH, QUERY_LENGTH } from '../limits.ts';

const STATES: readonly number[] = [
  JobState.QUEUED,
  JobState.RUNNING,
  JobState.SUCCEEDED,
  JobState.FAILED,
  JobState.CANCELLED,
];

/** ListJobs: the caller's jobs, or those that a search finds, in pages, newest first. */
export function listJobs({ backend }: Dependencies) {
  return async (request: ListJobsRequest, context: Context) => {
    check(request);
    const { pageToken, states, query } = request;
    const pageSize = request.pageSize || PAGE_SIZE.default;
    return backend.listJobs(
      { pageSize, pageToken, states, query },
      downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }),
    );
  };
}

function check({ pageSize, pageToken, states, query }: ListJobsRequest): void {
  const fields: FieldViolation[] = [];
  if (pageSize < 0 || pageSize > PAGE_SIZE.max) {
    fields.push({ field: 'page_size', description: `is ${pageSize}; must be 0 to ${PAGE_SIZE.max}` });
  }
  if (pageToken.length > PAGE_TOKEN_LENGTH) {
    fields.push({
      field: 'page_token',
      description: `has ${pageToken.length} characters; at most ${PAGE_TOKEN_LENGTH}`,
    });
  }
  states.forEach((state, index) => {
    if (STATES.includes(state)) return;
    fields.push({ field: `states[${index}]`, description: `is ${state}; must be 1 to 5` });
  });
  const queryLength = [...query].length;
  if (queryLength > QUERY_LENGTH) {
    fields.push({ field: 'query', description: `has ${queryLength} characters; at most ${QUERY_LENGTH}` });
  }
  if (fields.length > 0) throw new AppError('INVALID_REQUEST', { fields });
}
