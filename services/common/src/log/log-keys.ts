/** Keys of log lines, so that a search for one finds all. */
export const LOG = {
  method: 'method',
  code: 'code',
  reason: 'reason',
  durationMs: 'duration_ms',
  requestId: 'request_id',
  caller: 'caller',
  jobId: 'job_id',
  step: 'step',
  attempt: 'attempt',
  workerId: 'worker_id',
} as const;
