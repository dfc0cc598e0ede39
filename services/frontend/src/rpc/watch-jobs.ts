import type { Context } from '@nanococoa/common/rpc/context.ts';
import type { WatchJobsRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { CURSOR_LENGTH } from '../limits.ts';
import { invalid } from '../requests/present.ts';

/** WatchJobs: news of all of the caller's jobs after a cursor. It does not end by itself. */
export function watchJobs({ callerFeeds }: Pick<Dependencies, 'callerFeeds'>) {
  return ({ cursor }: WatchJobsRequest, context: Context) => {
    if (cursor.length > CURSOR_LENGTH) {
      throw invalid('cursor', `has ${cursor.length} characters; at most ${CURSOR_LENGTH}`);
    }
    const { caller, requestId, signal } = context;
    return callerFeeds.watch({ caller, requestId, cursor, signal });
  };
}
