import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, type JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { JobRequest } from '../../jobs/new-job.ts';
import { type NewEvent, sealEvents } from '../../jobs/seal-events.ts';
import { madeOf, START_TIME, testJob } from '../../jobs/test-jobs.ts';
import type { Storage } from '../storage.ts';

export const QUEUED: NewEvent = { $case: 'queued', value: { queuePosition: 0 } };
export const STARTED: NewEvent = { $case: 'started', value: {} };
export const CANCELLED: NewEvent = { $case: 'finished', value: { state: JobState.CANCELLED } };
export const SUCCEEDED: NewEvent = { $case: 'finished', value: { state: JobState.SUCCEEDED } };

/** How long the suite's jobs are kept. */
export const RETENTION_MS = 60_000;

/** A job before its first event. Ids sort by number; the request id is "r" and the number. */
export function numberedJob(number: number, changes: Partial<JobRequest> = {}): Job {
  return testJob({ id: `01${String(number).padStart(24, '0')}`, requestId: `r${number}`, ...changes });
}

/** New events of a job, numbered and folded. */
export function seal(job: Job, newEvents: NewEvent[], time = START_TIME): { job: Job; events: JobEvent[] } {
  return sealEvents(job, newEvents, time, RETENTION_MS);
}

/** Submits a job and gives it as it is then. */
export async function submit(
  storage: Storage,
  number: number,
  changes: Partial<JobRequest> = {},
  newEvents: NewEvent[] = [QUEUED],
): Promise<Job> {
  const sealed = seal(numberedJob(number, changes), newEvents);
  const { created } = await storage.submitJob({ ...sealed, specSha256: 'digest' });
  if (!created) throw new Error(`job ${number} was there already`);
  return sealed.job;
}

/** Appends events to a job and gives it as it is then. */
export async function append(
  storage: Storage,
  job: Job,
  newEvents: NewEvent[],
  time = START_TIME,
): Promise<Job> {
  const sealed = seal(job, newEvents, time);
  const appended = await storage.appendEvents({ afterSequence: job.lastSequence, ...sealed });
  if (!appended) throw new Error(`job ${job.id} has changed meanwhile`);
  return sealed.job;
}

/** That a step was made, with an image as its result. */
export function stepFinished(number: number, result: Image): NewEvent {
  return { $case: 'stepFinished', value: { step: madeOf(number, result) } };
}
