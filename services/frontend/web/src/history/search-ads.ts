import type { NanococoaClient } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type AdQuery, STATES } from './matches.ts';

/** Ads that were found, and where the search goes on. */
export interface FoundAds {
  /** Newest first. */
  jobs: Job[];
  /** Empty: all have been looked at. */
  nextPageToken: string;
}

const PAGE_SIZE = 24;

/**
 * Reads pages until so many ads were found or all have been looked at: the server looks at some of the jobs for each
 * page, which may be a short one, or empty. `onFound` hears of each page.
 */
export async function searchAds(
  client: Pick<NanococoaClient, 'listJobs'>,
  { words, state }: AdQuery,
  pageToken: string,
  signal: AbortSignal,
  onFound: (found: FoundAds) => void,
): Promise<void> {
  let count = 0;
  const options = { query: words.trim(), states: STATES[state], pageSize: PAGE_SIZE, pageToken, signal };
  for await (const { jobs, nextPageToken } of client.listJobs(options)) {
    count += jobs.length;
    onFound({ jobs, nextPageToken });
    if (count >= PAGE_SIZE) return;
  }
}
