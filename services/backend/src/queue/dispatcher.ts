import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { LOG } from '@nanococoa/common/log/log-keys.ts';
import type { Clock } from '../clock/clock.ts';
import { createAdmission } from './admission.ts';
import type { JobQueue } from './job-queue.ts';
import { createLeases, LEASE_MS, LeaseLost, type LeasesDependencies } from './leases.ts';
import { createPause } from './pause.ts';
import type { WaitingJob } from './waiting-job.ts';

/**
 * How a job left its slot: `done`, for good; `given_back`, to be tried again after a while; `refused`, no worker had
 * room for it, so that one slot less is free than was thought.
 */
export type RunOutcome =
  | { kind: 'done' }
  | { kind: 'given_back'; delayMs: number }
  | { kind: 'refused'; retryAfterMs: number };

export interface DispatcherDependencies {
  queue: JobQueue;
  clock: Clock;
  storage: LeasesDependencies['storage'];
  /** Id of this Backend process. */
  owner: string;
  log: Logger;
  /** Steps that the connected workers can run at the same time. */
  slots(): number;
  /**
   * Works on a job until it is finished, or given back: at once when `signal` aborts, and without logging anything more
   * when the reason is LeaseLost. Never rejects.
   */
  run(job: WaitingJob, signal: AbortSignal): Promise<RunOutcome>;
}

/** Brings waiting jobs and free slots together. A job holds its slot for all its steps, and a lease while it does. */
export interface Dispatcher {
  /** Looks for work: to be called when a job has come or slots have changed. */
  pump(): void;
  /** To be called when a worker has come: whoever waits for a lost one need not wait any longer. */
  retryNow(): void;
  /** To be called when a worker says that it has room. */
  believe(): void;
  /** Takes a job out of the queue, or stops the work on it: it is finished. */
  abort(jobId: string): void;
  /** Another Backend works on the job: it is looked at again when that one's lease may be over. */
  park(job: WaitingJob): void;
  /** Jobs being worked on. */
  readonly running: number;
  /** Jobs that were given back and are tried again after a while. */
  readonly waitingToGoOn: number;
  runningJobs(): Iterable<string>;
  isRunning(jobId: string): boolean;
  /** Whether a job is worked on, or will be tried again without being in the queue. */
  has(jobId: string): boolean;
  /** Starts nothing more, stops all work, and resolves when it has stopped and all is given back. */
  stop(): Promise<void>;
}

interface Run {
  stop: AbortController;
  done: Promise<void>;
  /** Finished by somebody else: never to be tried again. */
  isOver: boolean;
}

type Ending = RunOutcome | { kind: 'elsewhere' } | { kind: 'unclaimed' };

/** Where no lease can be stored, nothing can be logged either. */
const STORAGE_RETRY_MS = 1000;

/** Makes a dispatcher. It never polls: it acts when it is pumped or when a delay is over. */
export function createDispatcher(deps: DispatcherDependencies): Dispatcher {
  const { queue, clock, log } = deps;
  const running = new Map<string, Run>();
  const delayed = createPause({ clock, onOver: requeue });
  const admission = createAdmission({ slots: deps.slots, clock, onFree: () => pump() });
  const leases = createLeases({
    ...deps,
    onLost: (jobId) => running.get(jobId)?.stop.abort(new LeaseLost()),
  });
  let cancelStorageWait: (() => void) | undefined;
  let stopped = false;

  function requeue(job: WaitingJob): void {
    queue.putFirst(job);
    pump();
  }

  /** One claim and what follows it. Never rejects. */
  async function runClaimed(job: WaitingJob, signal: AbortSignal): Promise<Ending> {
    try {
      if (!(await leases.claim(job.jobId))) return { kind: 'elsewhere' };
    } catch (err) {
      log.error({ err, [LOG.jobId]: job.jobId }, 'a job could not be claimed, it will be tried again');
      return { kind: 'unclaimed' };
    }
    const ending: Ending = signal.aborted ? { kind: 'given_back', delayMs: 0 } : await deps.run(job, signal);
    leases.release(job.jobId);
    return ending;
  }

  function settle(job: WaitingJob, ending: Ending): void {
    switch (ending.kind) {
      case 'done':
        admission.accepted();
        return;
      case 'given_back':
        delayed.add(job, ending.delayMs);
        return;
      case 'elsewhere':
        delayed.add(job, LEASE_MS, { isElsewhere: true });
        return;
      case 'refused':
        admission.refused(ending.retryAfterMs);
        queue.putFirst(job);
        return;
      case 'unclaimed':
        cancelStorageWait ??= clock.after(STORAGE_RETRY_MS, () => {
          cancelStorageWait = undefined;
          pump();
        });
        queue.putFirst(job);
    }
  }

  async function work(job: WaitingJob, run: Run): Promise<void> {
    const ending = await runClaimed(job, run.stop.signal);
    running.delete(job.jobId);
    if (!stopped && !run.isOver) settle(job, ending);
    pump();
  }

  function pump(): void {
    while (!stopped && !cancelStorageWait && running.size < admission.slots()) {
      const job = queue.takeNext();
      if (!job) return;
      const run: Run = { stop: new AbortController(), done: Promise.resolve(), isOver: false };
      running.set(job.jobId, run);
      run.done = work(job, run);
    }
  }

  return {
    pump,
    retryNow() {
      admission.believe();
      delayed.endAll();
      pump();
    },
    believe: admission.believe,
    abort(jobId) {
      queue.remove(jobId);
      delayed.remove(jobId);
      const run = running.get(jobId);
      if (!run) return;
      run.isOver = true;
      run.stop.abort();
    },
    park(job) {
      queue.remove(job.jobId);
      delayed.add(job, LEASE_MS, { isElsewhere: true });
    },
    get running() {
      return running.size;
    },
    get waitingToGoOn() {
      return delayed.size;
    },
    runningJobs: () => running.keys(),
    isRunning: (jobId) => running.has(jobId),
    has: (jobId) => running.has(jobId) || delayed.has(jobId),
    async stop() {
      stopped = true;
      delayed.clear();
      cancelStorageWait?.();
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
      await leases.settled();
    },
  };
}
