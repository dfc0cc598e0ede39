import { type Job, JobState, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { Messages } from '../i18n/messages.ts';
import { isFinished, type JobView } from './job-view.ts';

/** A name of a state, for words and for class names. */
export type JobStateName = keyof Messages['jobStates'];
export type StepStateName = keyof Messages['stepStates'];

/** The state's name. */
export function jobStateName(state: JobState): JobStateName {
  switch (state) {
    case JobState.RUNNING:
      return 'running';
    case JobState.SUCCEEDED:
      return 'succeeded';
    case JobState.FAILED:
      return 'failed';
    case JobState.CANCELLED:
      return 'cancelled';
    default:
      return 'queued';
  }
}

/** The state's name; a result that was taken from an earlier job has one of its own. */
export function stepStateName({ state, cached }: Pick<Step, 'state' | 'cached'>): StepStateName {
  switch (state) {
    case StepState.RUNNING:
      return 'running';
    case StepState.SUCCEEDED:
      return cached ? 'cached' : 'succeeded';
    case StepState.FAILED:
      return 'failed';
    case StepState.SKIPPED:
      return 'skipped';
    case StepState.CANCELLED:
      return 'cancelled';
    default:
      return 'pending';
  }
}

/** What is happening, in one line. */
export function headline(view: JobView, t: Messages): string {
  const { job } = view;
  if (job.state === JobState.SUCCEEDED) return succeeded(job, t);
  if (isFinished(job)) return t.jobStates[jobStateName(job.state)];
  if (job.state === JobState.QUEUED) {
    return view.queuePosition ? t.queuedBehind(view.queuePosition) : t.queuedNext;
  }
  const step = job.steps.find(({ state }) => state === StepState.RUNNING);
  return step === undefined ? t.jobStates.running : t.runningStep(step.number, t.stepNames[step.number - 1]);
}

/** A name for a job in a list: its copy, else its scene. */
export function jobTitle(job: Job, t: Messages): string {
  const words = job.spec?.text?.content?.trim() || job.spec?.background?.prompt?.trim();
  return words?.replace(/\s+/g, ' ') || t.untitled;
}

function succeeded(job: Job, t: Messages): string {
  const made = job.steps.filter(({ state }) => state === StepState.SUCCEEDED);
  if (made.length > 0 && made.every(({ cached }) => cached)) return t.finishedReused;
  const { startTime, endTime } = job;
  if (startTime === undefined || endTime === undefined) return t.jobStates.succeeded;
  return t.finishedIn((endTime.getTime() - startTime.getTime()) / 1000);
}
