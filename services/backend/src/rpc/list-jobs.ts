import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { decodePageToken, encodePageToken } from '../jobs/page-token.ts';
import { encodeWatchCursor } from '../jobs/watch-cursor.ts';
import type { JobPageQuery } from '../storage/job-storage.ts';
import { searchWords } from '../storage/job-text.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

const MAX_PAGE_SIZE = 100;
/** Jobs that one page of a search looks at: some 50 ms. Whoever has more goes on with the page's token. */
const MAX_LOOKED_AT = 10_000;

interface JobsPage {
  jobs: Job[];
  /** Where the next page begins; absent: there is none. */
  continueBeforeId?: string | undefined;
}

/** ListJobs: the caller's jobs, or those that have every word of the query, newest first, in pages. */
export function listJobsRpc({ storage }: { storage: Storage }): BackendRpc<'listJobs'> {
  return async ({ pageSize, pageToken, states, query }, { caller }) => {
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new AppError('INVALID_REQUEST', {
        fields: [{ field: 'page_size', description: `is ${pageSize}; 1 to ${MAX_PAGE_SIZE}` }],
      });
    }
    const page = { caller, states, beforeId: decodePageToken(pageToken), limit: pageSize };
    const words = searchWords(query);
    // Read before the jobs: what happens in between is told twice rather than not at all.
    const position = await storage.lastPosition(caller);
    const [{ jobs, continueBeforeId }, counts] = await Promise.all([
      words.length === 0 ? readPage(storage, page) : searchPage(storage, page, words),
      storage.countJobs(caller),
    ]);
    const nextPageToken = continueBeforeId === undefined ? '' : encodePageToken(continueBeforeId);
    const watchCursor = encodeWatchCursor({ storeId: storage.id, position });
    return { jobs, counts, nextPageToken, watchCursor };
  };
}

/** One job more than asked for is read, to know whether another page follows. */
async function readPage(storage: Storage, query: JobPageQuery): Promise<JobsPage> {
  return cut(await storage.listJobs({ ...query, limit: query.limit + 1 }), query.limit);
}

async function searchPage(storage: Storage, query: JobPageQuery, words: string[]): Promise<JobsPage> {
  const search = { ...query, limit: query.limit + 1, words, maxLookedAt: MAX_LOOKED_AT };
  const { jobs, continueBeforeId } = await storage.searchJobs(search);
  // Not more than a page: everything up to where the search stopped has been looked at.
  return jobs.length > query.limit ? cut(jobs, query.limit) : { jobs, continueBeforeId };
}

function cut(found: Job[], limit: number): JobsPage {
  const jobs = found.slice(0, limit);
  return found.length > limit ? { jobs, continueBeforeId: jobs.at(-1)?.id } : { jobs };
}
