import { createHash } from 'node:crypto';
import { JobEvent, type JobProgress } from '@nanococoa/proto/common/v1/job.ts';

export interface SeenEvent {
  sequence: number;
  /** Of its bytes: the same event looks the same to everybody. */
  digest: string;
}

/** Progress that was less than what was seen before it in the same attempt. */
export interface StepBack {
  from: number;
  to: number;
  /** When the worker made it, milliseconds since 1970. */
  timeMs: number;
}

/** What one watcher sees of one job. */
export class WatchRecord {
  readonly jobId: string;
  /** The watch begins after this event. */
  readonly afterSequence: number;
  /** In the order of their arrival. */
  readonly events: SeenEvent[] = [];
  readonly stepsBack: StepBack[] = [];
  #highest = 0;

  constructor(jobId: string, afterSequence: number) {
    this.jobId = jobId;
    this.afterSequence = afterSequence;
  }

  event(event: JobEvent): void {
    this.events.push(seen(event));
    if (event.event?.$case === 'retrying') this.#highest = 0;
  }

  progress({ fraction, time }: JobProgress): void {
    const timeMs = time?.getTime() ?? Date.now();
    if (fraction < this.#highest) this.stepsBack.push({ from: this.#highest, to: fraction, timeMs });
    this.#highest = fraction;
  }
}

/** What is kept of an event. */
export function seen(event: JobEvent): SeenEvent {
  const digest = createHash('sha256').update(JobEvent.encode(event).finish()).digest('base64');
  return { sequence: event.sequence, digest };
}
