import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, type JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { Storage, StoredJob } from '../storage/storage.ts';
import { nextStep } from './job-states.ts';
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

export interface NewJobRequest {
  caller: string;
  requestId: string;
  /** With every default filled in. */
  spec: AdSpec;
  /** SHA-256 of the spec as the caller gave it. */
  specSha256: string;
}

/**
 * Stores a job, durably, and queues it; a job that has nothing to run succeeds at once. The same request id with
 * the same digest gives the job that it made before, however many ask at once.
 * @throws AppError REQUEST_ID_REUSED, IMAGE_NOT_FOUND with each field, QUEUE_FULL
 */
export type JobCreator = (request: NewJobRequest) => Promise<Job>;

/** Makes a creator. */
export function createJobCreator(deps: CreateJobDependencies): JobCreator {
  const underWay = new Map<string, Promise<Job>>();
  return async (request) => {
    const key = JSON.stringify([request.caller, request.requestId]);
    // One at a time for one request id: twenty repeats of a request must not take twenty places in the queue.
    for (let other = underWay.get(key); other; other = underWay.get(key)) await other.catch(() => undefined);
    const creating = create(deps, request).finally(() => underWay.delete(key));
    underWay.set(key, creating);
    return creating;
  };
}

async function create(deps: CreateJobDependencies, request: NewJobRequest): Promise<Job> {
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

  const place = hasWork ? queue.reserve() : undefined;
  try {
    const { created, stored } = await storage.submitJob({ job, specSha256, events });
    if (!created) return sameRequest(stored, request);
    deps.publish(job.id, events);
    place?.enqueue({ jobId: job.id, caller });
    if (place) deps.onQueued();
    return job;
  } finally {
    place?.release();
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
