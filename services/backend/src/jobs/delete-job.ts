import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { Storage } from '../storage/storage.ts';
import { isFinished } from './job-states.ts';

/** Removes a finished job and its events. @throws AppError JOB_NOT_FINISHED; JOB_NOT_FOUND when another was faster */
export async function deleteJob(storage: Pick<Storage, 'deleteJob'>, job: Job): Promise<void> {
  if (!isFinished(job)) throw new AppError('JOB_NOT_FINISHED');
  if (!(await storage.deleteJob(job.id))) throw new AppError('JOB_NOT_FOUND');
}
