import { resumeStream, type StreamOptions } from '../calls/resume-stream.ts';
import type { Wire } from '../calls/wire.ts';
import { type AnyNews, createProgressFloor } from './progress-floor.ts';

/** News of one of the caller's jobs, and the cursor after which a later watch goes on. */
export interface JobsNews {
  news: AnyNews;
  cursor: string;
}

export interface WatchJobsOptions extends StreamOptions {
  /** Everything up to here is known already: listJobs's `watchCursor`, or that of the last news. Default: up to now. */
  cursor?: string | undefined;
}

/**
 * The news of all of the caller's jobs: each event and deletion once, in order for each job, whatever happens to the
 * connection. Does not end by itself. Throws CURSOR_EXPIRED when the jobs must be listed again.
 */
export async function* watchJobs(
  wire: Wire<'watchJobs'>,
  options: WatchJobsOptions,
): AsyncGenerator<JobsNews, void> {
  let cursor = options.cursor ?? '';
  const floor = createProgressFloor();
  yield* resumeStream(wire, options, async function* (rpcOptions, heard): AsyncGenerator<JobsNews> {
    for await (const { news, cursor: next } of wire.rpc.watchJobs({ cursor }, rpcOptions)) {
      heard();
      cursor = next;
      if (news && news.$case !== 'heartbeat') yield { news: floor.apply<AnyNews>(news), cursor };
    }
  });
}
