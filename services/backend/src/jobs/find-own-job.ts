import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { Storage } from '../storage/storage.ts';

/** A caller's job. @throws AppError JOB_NOT_FOUND, for somebody else's job too */
export async function findOwnJob(
  storage: Pick<Storage, 'readJob'>,
  caller: string,
  jobId: string,
): Promise<Job> {
  const job = await storage.readJob(jobId);
  if (job?.caller !== caller) throw new AppError('JOB_NOT_FOUND');
  return job;
}
