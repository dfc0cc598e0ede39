import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { FinalJob } from '../support/final-replay.ts';
import { jobImages } from '../support/job-images.ts';
import type { AcceptedJob } from '../support/job-ledger.ts';
import type { Expected } from '../support/undisturbed.ts';
import type { Kill } from './kill-one.ts';

/** What is wrong with the jobs that lived through the kills; each finding is a sentence. */
export interface JobFindings {
  lost: string[];
  completedTwice: string[];
  wrongEnds: string[];
  /** Attempts that no death of a model process explains. */
  wrongAttempts: string[];
}

/** A dead process is noticed at once; the event that tells of it is logged soon after. */
const NOTICED_WITHIN_MS = 10_000;

/** Compares the jobs with what was promised and with what an undisturbed run made. */
export function judgeJobs(jobs: FinalJob[], kills: Kill[], expected: Expected): JobFindings {
  return {
    lost: jobs.flatMap(lost),
    completedTwice: jobs.flatMap(completedTwice),
    wrongEnds: jobs.flatMap((each) => wrongEnd(each, expected)),
    wrongAttempts: wrongAttempts(jobs, kills),
  };
}

function lost({ accepted, job, requestFound, events }: FinalJob): string[] {
  if (!job) return [`${accepted.jobId} (${accepted.way}) is not there any more`];
  if (!requestFound) return [`${accepted.jobId} is not found by its request ${accepted.requestId}`];
  if (events.at(-1)?.event?.$case !== 'finished') return [`${accepted.jobId} never ended`];
  return [];
}

function completedTwice({ accepted, events }: FinalJob): string[] {
  const findings: string[] = [];
  const done = events.flatMap(({ event }) =>
    event?.$case === 'stepFinished' ? [event.value.step?.number ?? 0] : [],
  );
  for (const step of new Set(done)) {
    const times = done.filter((each) => each === step).length;
    if (times > 1) findings.push(`step ${step} of ${accepted.jobId} finished ${times} times`);
  }
  const ends = events.filter(({ event }) => event?.$case === 'finished').length;
  if (ends > 1) findings.push(`${accepted.jobId} finished ${ends} times`);
  if (events.some(({ sequence }, index) => sequence !== index + 1)) {
    findings.push(`the log of ${accepted.jobId} is ${events.map(({ sequence }) => sequence).join(' ')}`);
  }
  return findings;
}

function wrongEnd({ accepted, job, events }: FinalJob, expected: Expected): string[] {
  if (!job) return [];
  const { jobId, way } = accepted;
  if (job.state === JobState.FAILED && job.error?.reason === 'MODEL_PROCESS_FAILED') {
    const spent = events.filter(({ event }) => event?.$case === 'retrying').length;
    // Whether each of the three has a kill of its own is judged with the attempts.
    return spent === 2 ? [] : [`${jobId} failed after ${spent + 1} attempts`];
  }
  if (job.state !== JobState.SUCCEEDED) {
    return [`${jobId} (${way}) ended in state ${job.state}: ${job.error?.reason} ${job.error?.message}`];
  }
  if (!hasWhatWasAsked(accepted, job)) return [`${jobId} (${way}) has another spec than was asked for`];
  const images = job.spec && expected(job.spec);
  return jobImages(job) === images
    ? []
    : [`${jobId} (${way}) made\n${jobImages(job)}\ninstead of\n${images}`];
}

/** A job's spec is what is made undisturbed for comparison, so it must be the one that was asked for. */
function hasWhatWasAsked({ spec, photo }: AcceptedJob, job: Job): boolean {
  const { text, seed, product } = job.spec ?? {};
  return (
    text?.content === spec.text?.content &&
    (spec.seed === undefined || seed === spec.seed) &&
    (!photo || product?.imageId === photo.id)
  );
}

function wrongAttempts(jobs: FinalJob[], kills: Kill[]): string[] {
  const deaths = kills.filter(({ victim }) => victim === 'model process').map(({ timeMs }) => timeMs);
  const findings: string[] = [];
  const spent = jobs.flatMap(({ accepted: { jobId }, events }) =>
    events.flatMap(({ event, time }) => {
      const cause =
        event?.$case === 'retrying'
          ? event.value.cause
          : event?.$case === 'finished'
            ? event.value.job?.error
            : undefined;
      return cause ? [{ jobId, reason: cause.reason, timeMs: time?.getTime() ?? 0 }] : [];
    }),
  );
  for (const { jobId, reason, timeMs } of spent.sort((a, b) => a.timeMs - b.timeMs)) {
    // Each death explains one attempt: a process runs one step at a time.
    const cause = deaths.findIndex((death) => death <= timeMs && timeMs - death < NOTICED_WITHIN_MS);
    if (cause >= 0) deaths.splice(cause, 1);
    if (cause < 0 || reason !== 'MODEL_PROCESS_FAILED') {
      findings.push(`${jobId} spent an attempt for ${reason} at ${new Date(timeMs).toISOString()}`);
    }
  }
  return findings;
}
