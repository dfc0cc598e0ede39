import { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { NewsHub } from '../watch/news-hub.ts';
import type { JobQueue } from './job-queue.ts';

/** Positions change with every job that starts; once a second is enough for a person. */
const INTERVAL_MS = 1000;

/** Tells the watchers of waiting jobs where these stand. */
export interface QueueNews {
  /** To be called when the queue has changed. */
  changed(): void;
  /** Tells one job's position now, for a watcher who has just come. */
  tell(jobId: string): void;
}

/** Makes the teller: only watched jobs, once a second at most. */
export function createQueueNews(deps: { queue: JobQueue; hub: NewsHub; clock: Clock }): QueueNews {
  const { queue, hub, clock } = deps;
  let isDue = false;

  const tellAll = (isWanted: (jobId: string) => boolean): void => {
    let queuePosition = 0;
    for (const jobId of queue.order()) {
      if (isWanted(jobId)) {
        const message =
          queuePosition === 0 ? 'Next in the queue.' : `${queuePosition} jobs are before it in the queue.`;
        hub.publishProgress(JobProgress.create({ jobId, queuePosition, message, time: clock.now() }));
      }
      queuePosition += 1;
    }
  };

  return {
    changed() {
      if (isDue) return;
      isDue = true;
      clock.after(INTERVAL_MS, () => {
        isDue = false;
        const watched = new Set(hub.watchedJobs());
        if (watched.size > 0) tellAll((jobId) => watched.has(jobId));
      });
    },
    tell: (jobId) => tellAll((other) => other === jobId),
  };
}
