import { createHash } from 'node:crypto';
import { CreateJobRequest, RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

/**
 * SHA-256 of a request that makes a job, as it came: equal for a repeated request, whatever defaults are chosen for
 * it later. The request id itself is left out, and labels have no order.
 */
export function requestDigest(
  request: { $case: 'create'; value: CreateJobRequest } | { $case: 'rerun'; value: RerunJobRequest },
): string {
  const { $case, value } = request;
  const labels = Object.fromEntries(Object.entries(value.labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  const rest = { requestId: '', labels };
  const bytes =
    $case === 'create'
      ? CreateJobRequest.encode({ ...value, ...rest }).finish()
      : RerunJobRequest.encode({ ...value, ...rest }).finish();
  return createHash('sha256').update($case).update(bytes).digest('hex');
}
