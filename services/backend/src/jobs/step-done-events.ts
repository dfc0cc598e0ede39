import { type Job, JobState, type Step } from '@nanococoa/proto/common/v1/job.ts';
import { isLastStep } from './job-states.ts';
import type { NewEvent } from './seal-events.ts';

/** What a step that is done logs: its warnings follow it, and after the last step the job is finished. Pure. */
export function stepDoneEvents(job: Job, step: Step): NewEvent[] {
  const warnings = step.report?.warnings ?? [];
  const events: NewEvent[] = [
    { $case: 'stepFinished', value: { step } },
    ...warnings.map((warning): NewEvent => ({ $case: 'warning', value: { step: step.number, warning } })),
  ];
  if (isLastStep(job, step)) events.push({ $case: 'finished', value: { state: JobState.SUCCEEDED } });
  return events;
}
