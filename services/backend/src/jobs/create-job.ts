import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Job, JobState, type Step } from '@nanococoa/proto/common/v1/job.ts';
import type { StepCache } from '../cache/step-cache.ts';
import type { Clock } from '../clock/clock.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { StoredJob } from '../storage/job-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { findSpecImages } from './find-spec-images.ts';
import { nextStep, withStep } from './job-states.ts';
import { newJob } from './new-job.ts';
import { reuseStep } from './reuse-step.ts';
import { type NewEvent, sealEvents } from './seal-events.ts';
import { stepDoneEvents } from './step-done-events.ts';

export interface CreateJobDependencies {
  storage: Pick<Storage, 'findJobByRequest' | 'submitJob' | 'readVisibleImage' | 'readJob'>;
  queue: JobQueue;
  cache: Pick<StepCache, 'find'>;
  clock: Clock;
  /** How long a finished job is kept, milliseconds. */
  jobRetentionMs: number;
  nextId(): string;
  /** Called when a job waits in the queue. */
  onQueued(job: Job): void;
}

export interface NewJobRequest {
  caller: string;
  requestId: string;
  /** With every default filled in. */
  spec: AdSpec;
  /** SHA-256 of the request as the caller gave it. */
  specSha256: string;
  /** 0 to 9. */
  priority: number;
  labels: Record<string, string>;
  /** The job whose steps before `fromStep` are reused; empty: none. */
  parentId: string;
  fromStep: number;
}

/**
 * Stores a job, durably, and queues it. Its first steps are done from the start where they were made before; a job
 * that has nothing else to run succeeds at once. The same request id with the same digest gives the job that it made
 * before, however many ask at once.
 * @throws AppError REQUEST_ID_REUSED, IMAGE_NOT_FOUND with each field, JOB_NOT_FOUND and STEP_NOT_DONE of a parent,
 *   QUEUE_FULL
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
  const { caller, requestId, spec, specSha256, priority } = request;
  const known = await storage.findJobByRequest(caller, requestId);
  if (known) return sameRequest(known, request);

  const supplied = await findSpecImages(storage, caller, spec);
  const parent = await findParent(deps, request);
  const createTime = clock.now();
  const initial = newJob({ ...request, ...supplied, id: deps.nextId(), createTime });
  const done = await doneBefore(deps, initial, parent, request.fromStep);
  const hasWork = nextStep(done.reduce(withStep, initial)) !== undefined;

  const place = hasWork ? queue.reserve({ jobId: initial.id, caller, priority }) : undefined;
  try {
    const newEvents = firstEvents(initial, done, place?.position());
    const { events, job } = sealEvents(initial, newEvents, createTime, deps.jobRetentionMs);
    const { created, stored } = await storage.submitJob({ job, specSha256, events });
    if (!created) return sameRequest(stored, request);
    place?.enqueue();
    if (place) deps.onQueued(job);
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

async function findParent(
  { storage }: CreateJobDependencies,
  { caller, parentId }: NewJobRequest,
): Promise<Job | undefined> {
  if (parentId === '') return undefined;
  const parent = await storage.readJob(parentId);
  if (parent?.caller === caller) return parent;
  throw new AppError('JOB_NOT_FOUND', {
    fields: [{ field: 'parent_id', description: `there is no job ${parentId}` }],
  });
}

/** The job's first steps, as far as its parent or any job before it has made them. */
async function doneBefore(
  { cache, clock }: CreateJobDependencies,
  initial: Job,
  parent: Job | undefined,
  fromStep: number,
): Promise<Step[]> {
  const done: Step[] = [];
  for (let job = initial, step = nextStep(job); step; step = nextStep(job)) {
    const isReused = parent !== undefined && step.number < fromStep;
    const found = isReused ? reuseStep(job, parent, step, clock.now()) : await cache.find(job, step);
    if (!found) break;
    done.push(found);
    job = withStep(job, found);
  }
  return done;
}

/** What a job's log begins with. @param queuePosition Absent: nothing is left to do, the job is finished at once. */
function firstEvents(initial: Job, done: Step[], queuePosition: number | undefined): NewEvent[] {
  const queued: NewEvent = { $case: 'queued', value: { queuePosition: queuePosition ?? 0 } };
  const doneEvents = done.flatMap((step) => stepDoneEvents(initial, step));
  if (queuePosition !== undefined) return [queued, ...doneEvents];
  const started: NewEvent = { $case: 'started', value: {} };
  if (done.length > 0) return [queued, started, ...doneEvents];
  return [queued, started, { $case: 'finished', value: { state: JobState.SUCCEEDED } }];
}
