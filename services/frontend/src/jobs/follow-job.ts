import { createProgressFloor } from '@nanococoa/common/progress/progress-floor.ts';
import { downstream, type Origin } from '@nanococoa/common/rpc/downstream.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Client } from 'nice-grpc';
import { resume } from './resume.ts';

/** What a watcher gets to see of a job. */
export type JobNews = { $case: 'event'; value: JobEvent } | { $case: 'progress'; value: JobProgress };

export interface FollowJobOptions {
  backend: Pick<Client<BackendServiceDefinition>, 'watchJob'>;
  /** Whose watch it is; its signal ends it. */
  origin: Origin & { signal: AbortSignal };
  jobId: string;
}

/**
 * A job's news from the Backend, from the first to the terminal event. Losses of the connection do not show: no event
 * is missing or comes twice, and fractions do not go back.
 * @throws the Backend's error when it is about the request; the signal's reason when it aborts
 */
export async function* followJob({ backend, origin, jobId }: FollowJobOptions): AsyncGenerator<JobNews> {
  let lastSequence = 0;
  const floor = createProgressFloor();
  const open = () => backend.watchJob({ jobId, afterSequence: lastSequence }, downstream(origin));
  // The Backend ends a watch only after the terminal event.
  for await (const { news } of resume(open, origin.signal)) {
    if (news?.$case === 'progress') yield { $case: 'progress', value: floor.raise(news.value) };
    if (news?.$case !== 'event' || news.value.sequence <= lastSequence) continue;
    lastSequence = news.value.sequence;
    floor.note(news.value);
    yield news;
  }
}
