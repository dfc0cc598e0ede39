import { createProgressFloors } from '@nanococoa/common/progress/progress-floors.ts';
import type { WatchJobsResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { FrontendClient } from './client.ts';
import { type ResumeOptions, resumeStream } from './resume-stream.ts';

export type WatchJobsClient = Pick<FrontendClient, 'watchJobs'>;

/** News of one of the caller's jobs, and the cursor after which a later watch goes on. */
export interface JobsNews {
  news: NonNullable<WatchJobsResponse['news']>;
  cursor: string;
}

export interface WatchJobsOptions extends ResumeOptions {
  /** Everything up to here is known already: ListJobs' watch_cursor, or that of the last news. Empty: up to now. */
  cursor: string;
}

/**
 * The news of all of the caller's jobs: each event and deletion once, in order for each job, whatever happens to the
 * connection. A broken stream is opened again after the last cursor seen, and fractions do not go back by it.
 * Ends only when the signal aborts, without an error. Throws ApiError when the server refuses the watch; with the
 * reason CURSOR_EXPIRED the jobs must be listed again.
 */
export function watchJobs(client: WatchJobsClient, o: WatchJobsOptions): AsyncGenerator<JobsNews> {
  let { cursor } = o;
  const floors = createProgressFloors();
  return resumeStream(o, async function* (signal, heard): AsyncGenerator<JobsNews> {
    for await (const message of client.watchJobs({ cursor }, { signal })) {
      heard();
      cursor = message.cursor;
      if (message.news) yield { news: floors.apply(message.news), cursor };
    }
  });
}
