import { Job, type JobEvent, JobState, type Error as StoredError } from '@nanococoa/proto/common/v1/job.ts';
import { foldEvent } from './fold-event.ts';
import { resultOf } from './job-states.ts';

/** How a job ended. */
export interface Outcome {
  state: typeof JobState.SUCCEEDED | typeof JobState.FAILED | typeof JobState.CANCELLED;
  /** Why, where it failed. */
  error?: StoredError;
}

type LoggedEvent = NonNullable<JobEvent['event']>;

/** What is about to be logged: an event without number and time; `finished` without the job, which follows from it. */
export type NewEvent = Exclude<LoggedEvent, { $case: 'finished' }> | { $case: 'finished'; value: Outcome };

/**
 * Numbers and dates new events of a job and folds them. Pure.
 * @param retentionMs How long the job is kept after its end; absent: for good.
 */
export function sealEvents(
  job: Job,
  newEvents: NewEvent[],
  time: Date,
  retentionMs?: number,
): { events: JobEvent[]; job: Job } {
  const expireTime = retentionMs === undefined ? undefined : new Date(time.getTime() + retentionMs);
  const events: JobEvent[] = [];
  let current = job;
  for (const newEvent of newEvents) {
    const event: JobEvent = {
      jobId: job.id,
      sequence: current.lastSequence + 1,
      time,
      event: newEvent.$case === 'finished' ? finishedEvent(current, newEvent.value, expireTime) : newEvent,
    };
    current = foldEvent(current, event);
    // The terminal event carries the job as it finished, this event's own number included.
    if (event.event?.$case === 'finished') event.event = { $case: 'finished', value: { job: current } };
    events.push(event);
  }
  return { events, job: current };
}

function finishedEvent(job: Job, { state, error }: Outcome, expireTime: Date | undefined): LoggedEvent {
  const result = state === JobState.SUCCEEDED ? resultOf(job) : undefined;
  return { $case: 'finished', value: { job: { ...Job.create(), state, result, error, expireTime } } };
}
