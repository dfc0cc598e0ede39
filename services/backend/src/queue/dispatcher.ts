import type { Clock } from '../clock/clock.ts';
import type { JobQueue, WaitingJob } from './job-queue.ts';

/** How a job left its slot: for good, or to be tried again after a while. */
export type RunOutcome = { kind: 'done' } | { kind: 'given_back'; delayMs: number };

export interface DispatcherDependencies {
  queue: JobQueue;
  clock: Clock;
  /** Steps that the connected workers can run at the same time. */
  slots(): number;
  /** Works on a job until it is finished or given back. Never rejects. */
  run(job: WaitingJob, signal: AbortSignal): Promise<RunOutcome>;
}

/** Brings waiting jobs and free slots together. A job holds its slot for all its steps. */
export interface Dispatcher {
  /** Looks for work: to be called when a job has come or slots have changed. */
  pump(): void;
  /** To be called when a worker has come: whoever waits for a lost one need not wait any longer. */
  retryNow(): void;
  /** Takes a job out of the queue, or stops the work on it. */
  abort(jobId: string): void;
  /** Jobs being worked on. */
  readonly running: number;
  /** Starts nothing more, stops all work, and resolves when it has stopped. */
  stop(): Promise<void>;
}

/** Makes a dispatcher. It never polls: it acts when it is pumped or when a delay is over. */
export function createDispatcher({ queue, clock, slots, run }: DispatcherDependencies): Dispatcher {
  const running = new Map<string, { stop: AbortController; done: Promise<void> }>();
  const delayed = new Map<string, { job: WaitingJob; cancel: () => void }>();
  let stopped = false;

  const requeue = (job: WaitingJob): void => {
    delayed.get(job.jobId)?.cancel();
    delayed.delete(job.jobId);
    queue.putFirst(job);
    pump();
  };

  async function work(job: WaitingJob, stop: AbortController): Promise<void> {
    const outcome = await run(job, stop.signal);
    running.delete(job.jobId);
    if (outcome.kind === 'given_back' && !stopped && !stop.signal.aborted) {
      delayed.set(job.jobId, { job, cancel: clock.after(outcome.delayMs, () => requeue(job)) });
    }
    pump();
  }

  function pump(): void {
    while (!stopped && running.size < slots()) {
      const job = queue.takeNext();
      if (!job) return;
      const stop = new AbortController();
      running.set(job.jobId, { stop, done: Promise.resolve().then(() => work(job, stop)) });
    }
  }

  return {
    pump,
    retryNow() {
      for (const { job } of delayed.values()) requeue(job);
      pump();
    },
    abort(jobId) {
      queue.remove(jobId);
      delayed.get(jobId)?.cancel();
      delayed.delete(jobId);
      running.get(jobId)?.stop.abort();
    },
    get running() {
      return running.size;
    },
    async stop() {
      stopped = true;
      for (const { cancel } of delayed.values()) cancel();
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
