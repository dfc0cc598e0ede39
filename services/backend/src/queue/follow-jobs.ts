import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { LOG } from '@nanococoa/common/log/log-keys.ts';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { isFinished } from '../jobs/job-states.ts';
import type { LogEntry } from '../storage/job-storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { JobQueue } from './job-queue.ts';

export interface FollowJobsDependencies {
  storage: Pick<Storage, 'follow' | 'readJob'>;
  queue: Pick<JobQueue, 'has' | 'takeUnstarted' | 'restore'>;
  dispatcher: Pick<Dispatcher, 'has' | 'isRunning' | 'abort' | 'park' | 'pump'>;
  log: Logger;
  /** Called with a job of another Backend's that waits here from now on. */
  onFound(job: Job): void;
  /** Called when a job that another Backend may have finished is over. */
  onGone(jobId: string): void;
}

/**
 * Hears of what other Backends on the same storage do: their jobs wait here, too, until one of us has claimed them,
 * and what they end is not begun here. What this Backend logs itself costs a look-up. The answer ends it.
 */
export function followJobs(deps: FollowJobsDependencies): () => void {
  const { storage, queue, dispatcher, log } = deps;
  /** Jobs that are not known here and are being read. */
  const reading = new Set<string>();

  async function takeIn(jobId: string): Promise<void> {
    try {
      const job = await storage.readJob(jobId);
      if (!job || isFinished(job) || !reading.has(jobId)) return;
      const { caller, priority } = job;
      deps.onFound(job);
      if (job.state === JobState.RUNNING) dispatcher.park({ jobId, caller, priority });
      else queue.restore({ jobId, caller, priority });
      dispatcher.pump();
    } catch (err) {
      // Its own Backend runs it, or takes it up again when it starts.
      log.warn({ err, [LOG.jobId]: jobId }, 'a job of another Backend could not be read');
    } finally {
      reading.delete(jobId);
    }
  }

  function end(jobId: string, state: JobState | undefined): void {
    reading.delete(jobId);
    // A run that ends its own job comes to its end by itself.
    if (dispatcher.isRunning(jobId) && state !== JobState.CANCELLED) return;
    dispatcher.abort(jobId);
    deps.onGone(jobId);
  }

  function hear({ jobId, event }: LogEntry): void {
    const what = event?.event;
    if (what?.$case === 'queued') {
      if (!queue.has(jobId) && !dispatcher.has(jobId)) reading.add(jobId);
    } else if (!what || what.$case === 'finished') {
      end(jobId, what?.value.job?.state);
      // Not by any other event: cached steps are finished before their job has started.
    } else if (what.$case === 'started' && !dispatcher.isRunning(jobId)) {
      const taken = queue.takeUnstarted(jobId);
      if (taken) dispatcher.park(taken);
    }
  }

  return storage.follow((entries) => {
    const before = new Set(reading);
    for (const entry of entries) hear(entry);
    for (const jobId of reading) if (!before.has(jobId)) void takeIn(jobId);
  });
}
