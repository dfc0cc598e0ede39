import type { JobNews } from '@nanococoa/client';
import {
  type Job,
  type JobEvent,
  type JobProgress,
  JobState,
  type Step,
  StepState,
  type Warning,
} from '@nanococoa/proto/common/v1/job.ts';

/** What the page shows of a job: the fold of its news over the job as it was read. */
export interface JobView {
  job: Job;
  /** The newest passing news; undefined between steps and after the end. */
  progress: JobProgress | undefined;
  /** How far the job is, 0 to 1; stays between two pieces of passing news. */
  fraction: number;
  /** Jobs before it in the queue, while it waits. */
  queuePosition: number | undefined;
  /** Time left until it is finished, negative when overdue; undefined: not known. */
  etaMs: number | undefined;
  /** The newest preview of each step, WebP, by the step's number. */
  previews: Readonly<Record<number, Uint8Array>>;
  warnings: StepWarning[];
}

export interface StepWarning extends Warning {
  step: number;
}

/** A view of a job as GetJob gives it. */
export function viewOf(job: Job): JobView {
  return {
    job,
    progress: undefined,
    fraction: job.state === JobState.SUCCEEDED ? 1 : 0,
    queuePosition: undefined,
    etaMs: undefined,
    previews: {},
    warnings: reportedWarnings(job.steps),
  };
}

/** The preview that shows most of the ad; undefined: none has come. */
export function bestPreview({ previews }: JobView): Uint8Array | undefined {
  return previews[3] ?? previews[1] ?? previews[2];
}

/** Whether nothing more will happen to the job. */
export function isFinished(job: Job): boolean {
  return job.state !== JobState.QUEUED && job.state !== JobState.RUNNING;
}

/** The view after a piece of news. Gives the same object when nothing changes. */
export function applyNews(view: JobView, news: JobNews): JobView {
  switch (news.$case) {
    case 'event':
      return news.value.sequence <= view.job.lastSequence ? view : applyEvent(view, news.value);
    case 'progress':
      return isFinished(view.job) ? view : applyProgress(view, news.value);
  }
}

/** How far a step is, 0 to 1. */
export function stepFraction(view: JobView, step: Step): number {
  if (step.state === StepState.SUCCEEDED) return 1;
  return view.progress?.step === step.number ? view.progress.stepFraction : 0;
}

function applyProgress(view: JobView, progress: JobProgress): JobView {
  const { step, fraction, queuePosition, eta, preview } = progress;
  return {
    ...view,
    progress,
    fraction,
    queuePosition,
    etaMs: eta === undefined ? view.etaMs : eta.seconds * 1000 + eta.nanos / 1e6,
    previews: preview.length === 0 ? view.previews : { ...view.previews, [step]: preview },
  };
}

function applyEvent(view: JobView, { sequence, time, event }: JobEvent): JobView {
  const job = { ...view.job, lastSequence: sequence, updateTime: time };
  const next = { ...view, job };
  switch (event?.$case) {
    case 'queued':
      return { ...next, queuePosition: event.value.queuePosition };
    case 'started':
      return { ...next, queuePosition: undefined, job: { ...job, state: JobState.RUNNING, startTime: time } };
    case 'stepStarted': {
      const { step, attempt } = event.value;
      const change = { state: StepState.RUNNING, attempt, startTime: time };
      return { ...next, progress: undefined, job: withStep(job, step, change) };
    }
    case 'stepFinished': {
      const step = event.value.step;
      if (step === undefined) return next;
      const changed = withStep(job, step.number, step);
      return {
        ...next,
        progress: undefined,
        job: changed,
        warnings: merged(view.warnings, reportedWarnings([step])),
      };
    }
    case 'retrying':
      return {
        ...next,
        progress: undefined,
        job: withStep(job, event.value.step, { state: StepState.PENDING }),
      };
    case 'warning': {
      const { step, warning } = event.value;
      return warning === undefined
        ? next
        : { ...next, warnings: merged(view.warnings, [{ ...warning, step }]) };
    }
    case 'finished': {
      const finished = event.value.job ?? job;
      return {
        ...viewOf({ ...finished, lastSequence: sequence }),
        // They stand in until the results have been loaded.
        previews: view.previews,
        warnings: merged(view.warnings, reportedWarnings(finished.steps)),
      };
    }
    default:
      return next;
  }
}

function withStep(job: Job, number: number, change: Partial<Step>): Job {
  return { ...job, steps: job.steps.map((step) => (step.number === number ? { ...step, ...change } : step)) };
}

function reportedWarnings(steps: Step[]): StepWarning[] {
  return steps.flatMap((step) =>
    (step.report?.warnings ?? []).map((warning) => ({ ...warning, step: step.number })),
  );
}

/** A warning comes as an event and again in the step's report. */
function merged(known: StepWarning[], more: StepWarning[]): StepWarning[] {
  const isKnown = (warning: StepWarning) =>
    known.some(
      (k) => k.step === warning.step && k.reason === warning.reason && k.message === warning.message,
    );
  const fresh = more.filter((warning) => !isKnown(warning));
  return fresh.length === 0 ? known : [...known, ...fresh];
}
