import { createProgressFloor, type ProgressFloor } from '@nanococoa/common/progress/progress-floor.ts';
import { downstream, type Origin } from '@nanococoa/common/rpc/downstream.ts';
import type {
  BackendServiceDefinition,
  WatchJobsResponse as BackendWatchJobsResponse,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Client } from 'nice-grpc';
import { resume } from './resume.ts';

/** News of one of a caller's jobs, and where to go on after it. */
export interface CallerNews {
  news: NonNullable<BackendWatchJobsResponse['news']>;
  cursor: string;
}

export interface FollowJobsOptions {
  backend: Pick<Client<BackendServiceDefinition>, 'watchJobs'>;
  /** Whose watch it is; its signal ends it. */
  origin: Origin & { signal: AbortSignal };
  /** Empty: from now on. */
  cursor: string;
}

/**
 * The news of all of a caller's jobs from the Backend, without end. Losses of the connection do not show: no event is
 * missing or comes twice, and fractions do not go back.
 * @throws the Backend's error when it is about the request; the signal's reason when it aborts
 */
export async function* followJobs(options: FollowJobsOptions): AsyncGenerator<CallerNews> {
  const { backend, origin } = options;
  let { cursor } = options;
  /** Of the jobs that have had progress and are not finished. */
  const floors = new Map<string, ProgressFloor>();
  const open = () => backend.watchJobs({ cursor }, downstream(origin));
  for await (const message of resume(open, origin.signal)) {
    if (!message.news) continue;
    cursor = message.cursor;
    yield { news: raise(floors, message.news), cursor };
  }
}

function raise(floors: Map<string, ProgressFloor>, news: CallerNews['news']): CallerNews['news'] {
  if (news.$case === 'progress') {
    const floor = floors.get(news.value.jobId) ?? createProgressFloor();
    floors.set(news.value.jobId, floor);
    return { $case: 'progress', value: floor.raise(news.value) };
  }
  if (news.$case === 'event') {
    if (news.value.event?.$case === 'finished') floors.delete(news.value.jobId);
    else floors.get(news.value.jobId)?.note(news.value);
  }
  return news;
}
