import { Status } from 'nice-grpc-common';
import type { Job } from '#proto/common/v1/job.ts';
import { NanococoaError } from '../calls/nanococoa-error.ts';

/** A job ended without a result: its own error, or JOB_CANCELLED. The call that asked for it was fine. */
export class JobFailedError extends NanococoaError {
  override name = 'JobFailedError';
  /** The job as it ended. */
  readonly job: Job;

  constructor(job: Job) {
    const { code, reason, message, step } = job.error ?? CANCELLED;
    const metadata = { job_id: job.id, ...(step > 0 ? { step: String(step) } : {}) };
    super({ code, reason, message, metadata });
    this.job = job;
  }
}

const CANCELLED = {
  code: Status.CANCELLED,
  reason: 'JOB_CANCELLED',
  message: 'The job was cancelled.',
  step: 0,
};
