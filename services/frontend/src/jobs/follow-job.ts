import { setTimeout as sleep } from 'node:timers/promises';
import { downstream, type Origin } from '@nanococoa/common/rpc/downstream.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Client } from 'nice-grpc';
import { isConnectionLost } from './is-connection-lost.ts';

/** What a watcher gets to see of a job. */
export type JobNews = { $case: 'event'; value: JobEvent } | { $case: 'progress'; value: JobProgress };

export interface FollowJobOptions {
  backend: Pick<Client<BackendServiceDefinition>, 'watchJob'>;
  /** Whose watch it is; its signal ends it. */
  origin: Origin & { signal: AbortSignal };
  jobId: string;
  /** Events up to this number are known already. */
  afterSequence: number;
}

/** First and longest pause before asking a Backend again that went away. */
const BACK_OFF_MS = { first: 50, longest: 2000 };

/**
 * A job's news from the Backend, to the terminal event. When the connection is lost it asks again after the last
 * sequence number seen, until the signal aborts: no event is missing and none comes twice.
 *
 * @throws the Backend's error when it is about the request; the signal's reason when it aborts
 */
export async function* followJob(options: FollowJobOptions): AsyncGenerator<JobNews, undefined> {
  const { backend, origin, jobId } = options;
  let lastSequence = options.afterSequence;
  let pauseMs = BACK_OFF_MS.first;
  for (;;) {
    try {
      const watch = backend.watchJob({ jobId, afterSequence: lastSequence }, downstream(origin));
      for await (const { news } of watch) {
        pauseMs = BACK_OFF_MS.first;
        if (news?.$case === 'progress') yield news;
        if (news?.$case !== 'event' || news.value.sequence <= lastSequence) continue;
        lastSequence = news.value.sequence;
        yield news;
      }
      // The Backend ends a watch only after the terminal event.
      return;
    } catch (error) {
      origin.signal.throwIfAborted();
      if (!isConnectionLost(error)) throw error;
    }
    // Half of the pause is random, so that watchers do not all come back at the same moment.
    await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: origin.signal });
    pauseMs = Math.min(pauseMs * 2, BACK_OFF_MS.longest);
  }
}
