import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, type JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { Storage, StoredJob } from '../storage/storage.ts';
import { isFinished, nextStep } from './job-states.ts';
import { newJob } from './new-job.ts';
import { type NewEvent, sealEvents } from './seal-events.ts';

export interface CreateJobDependencies {
  storage: Pick<Storage, 'findJobByRequest' | 'submitJob' | 'readVisibleImage'>;
  queue: JobQueue;
  clock: Clock;
  nextId(): string;
  publish(jobId: string, events: JobEvent[]): void;
  /** Called when a job waits in the queue. */
  onQueued(): void;
}

/**
 * Stores a job, durably, and queues it; a job that has nothing to run succeeds at once. The same request id with
 * the same digest gives the job that it made before.
 * @throws AppError REQUEST_ID_REUSED, IMAGE_NOT_FOUND with each field, QUEUE_FULL
 */
export async function createJob(
  deps: CreateJobDependencies,
  request: { caller: string; requestId: string; spec: AdSpec; specSha256: string },
): Promise<Job> {
  const { storage, queue, clock } = deps;
  const { caller, requestId, spec, specSha256 } = request;
  const known = await storage.findJobByRequest(caller, requestId);
  if (known) return sameRequest(known, request);

  const { step1Image, step2Image } = await findImages(storage, caller, spec);
  const createTime = clock.now();
  const initial = newJob({ id: deps.nextId(), caller, requestId, spec, step1Image, step2Image, createTime });
  const queued: NewEvent = { $case: 'queued', value: { queuePosition: queue.size } };
  const hasWork = nextStep(initial) !== undefined;
  const newEvents: NewEvent[] = hasWork
    ? [queued]
    : [queued, { $case: 'started', value: {} }, { $case: 'finished', value: { state: JobState.SUCCEEDED } }];
  const { events, job } = sealEvents(initial, newEvents, createTime);

  const place = queue.reserve();
  try {
    const { created, stored } = await storage.submitJob({ job, specSha256, events });
    if (!created) return sameRequest(stored, request);
    deps.publish(job.id, events);
    if (!isFinished(job)) {
      place.enqueue({ jobId: job.id, caller });
      deps.onQueued();
    }
    return job;
  } finally {
    place.release();
  }
}

function sameRequest(stored: StoredJob, request: { specSha256: string }): Job {
  if (stored.specSha256 !== request.specSha256) {
    throw new AppError('REQUEST_ID_REUSED', { metadata: { job_id: stored.job.id } });
  }
  return stored.job;
}

async function findImages(
  storage: Pick<Storage, 'readVisibleImage'>,
  caller: string,
  spec: AdSpec,
): Promise<{ step1Image: Image | undefined; step2Image: Image | undefined }> {
  const missing: FieldViolation[] = [];
  const find = async (field: string, imageId: string | undefined): Promise<Image | undefined> => {
    if (!imageId) return undefined;
    const image = await storage.readVisibleImage(caller, imageId);
    if (!image) missing.push({ field, description: `there is no image ${imageId}` });
    return image;
  };
  await find('spec.product.image_id', spec.product?.imageId);
  const step1Image = await find('spec.step1_image_id', spec.step1ImageId);
  const step2Image = await find('spec.step2_image_id', spec.step2ImageId);
  if (missing.length > 0) throw new AppError('IMAGE_NOT_FOUND', { fields: missing });
  const start = spec.startStep ?? 1;
  return {
    step1Image: start >= 2 ? step1Image : undefined,
    step2Image: start === 3 ? step2Image : undefined,
  };
}
