import { type Job, type JobEvent, type JobProgress, JobState } from '#proto/common/v1/job.ts';
import type { CallOptions } from '../calls/call-options.ts';
import type { UploadSource } from '../images/byte-source.ts';
import type { UploadProgress } from '../images/upload-options.ts';
import { JobFailedError } from './job-failed-error.ts';
import type { JobRequest } from './job-request.ts';

export interface AdRequest extends JobRequest {
  /** The product photo. None: an ad without a product, or with the picture that `spec.product.imageId` names. */
  photo?: UploadSource | undefined;
}

export interface GenerateAdOptions extends CallOptions {
  /** Hears how far the photo is on its way. */
  onUpload?: ((progress: UploadProgress) => void) | undefined;
  /** Hears of the job as it was accepted: it goes on whatever becomes of this program. */
  onJob?: ((job: Job) => void) | undefined;
  /** Hears each event once, in order. */
  onEvent?: ((event: JobEvent) => void) | undefined;
  /** Hears how far the job is; fractions never go back within an attempt. */
  onProgress?: ((progress: JobProgress) => void) | undefined;
}

export interface GeneratedAd {
  /** The job as it finished; its `result` describes the ad. */
  job: Job;
  /** The ad's bytes, checked. */
  ad: Blob;
}

/** The job of a finished event. Throws JobFailedError when it has no result. */
export function succeeded(job: Job): Job {
  if (job.state === JobState.SUCCEEDED && job.result) return job;
  throw new JobFailedError(job);
}

/** Tells what is news of a job, and gives the job when it has finished. */
export function tell(event: JobEvent, options: Pick<GenerateAdOptions, 'onEvent'>): Job | undefined {
  options.onEvent?.(event);
  return event.event?.$case === 'finished' ? event.event.value.job : undefined;
}
