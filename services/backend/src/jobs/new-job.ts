import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { Job, JobState, Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { planSteps, type StepNumber } from './plan-steps.ts';

/** What makes a job. */
export interface JobRequest {
  id: string;
  caller: string;
  requestId: string;
  /** With every default filled in. */
  spec: AdSpec;
  /** The picture that stands for step 1's result, where the job starts later. */
  step1Image?: Image | undefined;
  /** The picture that stands for step 2's result, where the job starts at step 3. */
  step2Image?: Image | undefined;
  createTime: Date;
  /** 0 to 9; default 0. */
  priority?: number;
  /** The job that this one reruns. */
  parentId?: string;
  labels?: Record<string, string>;
}

/** The job before its first event: what the fold of its events starts from. */
export function newJob(request: JobRequest): Job {
  const planned = planSteps(request.spec);
  const supplied = { 1: request.step1Image, 2: request.step2Image, 3: undefined };
  const step = (number: StepNumber): Step =>
    planned.includes(number)
      ? Step.create({ number, state: StepState.PENDING })
      : Step.create({
          number,
          state: StepState.SKIPPED,
          ...(supplied[number] && { result: supplied[number] }),
        });
  return Job.create({
    id: request.id,
    requestId: request.requestId,
    caller: request.caller,
    spec: request.spec,
    state: JobState.QUEUED,
    steps: [step(1), step(2), step(3)],
    createTime: request.createTime,
    updateTime: request.createTime,
    ...(request.priority && { priority: request.priority }),
    ...(request.parentId && { parentId: request.parentId }),
    ...(request.labels && { labels: request.labels }),
  });
}

/** The job as it was before its first event, from what never changes in it. */
export function initialJob(job: Job): Job {
  const { id, caller, requestId, spec, createTime, priority, parentId, labels } = job;
  if (!spec || !createTime) throw new Error(`job ${id} has no spec or no creation time`);
  const supplied = (number: StepNumber): Image | undefined =>
    job.steps[number - 1].state === StepState.SKIPPED ? job.steps[number - 1].result : undefined;
  return newJob({
    id,
    caller,
    requestId,
    spec,
    createTime,
    priority,
    parentId,
    labels,
    step1Image: supplied(1),
    step2Image: supplied(2),
  });
}
