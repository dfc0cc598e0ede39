import type { JobCounts } from '#proto/common/v1/catalog.ts';
import type { Job, JobState } from '#proto/common/v1/job.ts';
import type { CallOptions } from '../calls/call-options.ts';
import { reach } from '../calls/reach.ts';
import type { Wire } from '../calls/wire.ts';

export interface ListJobsOptions extends CallOptions {
  /** Only jobs in one of these states. Default: all. */
  states?: JobState[] | undefined;
  /**
   * Only jobs that have every word of this in the prompt of their scene, their copy or their labels' values, or as the
   * beginning of their id; at most 100 characters. With it a page may have fewer jobs than asked for, even none.
   */
  query?: string | undefined;
  /** Jobs a page, 1 to 100. Default 20. */
  pageSize?: number | undefined;
  /** Where to begin: `nextPageToken` of an earlier page. Default: at the newest job. */
  pageToken?: string | undefined;
}

/** Some of the caller's jobs. */
export interface JobsPage {
  /** Newest first. */
  jobs: Job[];
  /** How many jobs the caller has in each state. */
  counts: JobCounts | undefined;
  /** What `watchJobs` has to follow to miss nothing that happens after this page was made. */
  watchCursor: string;
  /** Where the next page begins; empty: this was the last one. */
  nextPageToken: string;
}

/** The caller's jobs, newest first, page by page; a page is fetched when it is asked for. */
export async function* listJobs(
  wire: Wire<'listJobs'>,
  options: ListJobsOptions,
): AsyncGenerator<JobsPage, void> {
  const { states = [], query = '', pageSize = 0 } = options;
  let { pageToken = '' } = options;
  do {
    const request = { states, query, pageSize, pageToken };
    const answer = await reach(wire.retry, (o) => wire.rpc.listJobs(request, o), options);
    const { jobs, counts, watchCursor, nextPageToken } = answer;
    yield { jobs, counts, watchCursor, nextPageToken };
    pageToken = nextPageToken;
  } while (pageToken !== '');
}
