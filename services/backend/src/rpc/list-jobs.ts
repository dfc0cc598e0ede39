import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { decodePageToken, encodePageToken } from '../jobs/page-token.ts';
import { encodeWatchCursor } from '../jobs/watch-cursor.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

const MAX_PAGE_SIZE = 100;

/** ListJobs: one job more than asked for is read, to know whether another page follows. */
export function listJobsRpc({ storage }: { storage: Storage }): BackendRpc<'listJobs'> {
  return async ({ pageSize, pageToken, states }, { caller }) => {
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new AppError('INVALID_REQUEST', {
        fields: [{ field: 'page_size', description: `is ${pageSize}; 1 to ${MAX_PAGE_SIZE}` }],
      });
    }
    const beforeId = decodePageToken(pageToken);
    // Read before the jobs: what happens in between is told twice rather than not at all.
    const position = await storage.lastPosition(caller);
    const [found, counts] = await Promise.all([
      storage.listJobs({ caller, states, beforeId, limit: pageSize + 1 }),
      storage.countJobs(caller),
    ]);
    const jobs = found.slice(0, pageSize);
    const last = jobs.at(-1);
    const hasMore = found.length > jobs.length;
    const nextPageToken = hasMore && last ? encodePageToken(last.id) : '';
    const watchCursor = encodeWatchCursor({ storeId: storage.id, position });
    return { jobs, counts, nextPageToken, watchCursor };
  };
}
