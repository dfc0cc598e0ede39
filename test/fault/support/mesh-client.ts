import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ClientError, Status } from 'nice-grpc-common';
import { type JobNews, watchJob } from '../../../services/frontend/web/src/api/watch.ts';
import { isUnavailable } from './retries.ts';

export interface WatchOptions {
  /** Events up to this number are known already. */
  afterSequence?: number;
  signal: AbortSignal;
  /** Told of each stream that broke and is resumed. */
  onBreak?(error: unknown): void;
}

export type MeshClient = ReturnType<typeof createMeshClient>;

/** A client on the public address with a connection of its own. */
export function createMeshClient(address: string) {
  const { client, close } = createRpcClient(FrontendServiceDefinition, { address });
  return {
    rpc: client,
    close,
    /** The reference loop: the job's news to the last event, resumed by sequence whenever a stream breaks. */
    watch(jobId: string, o: WatchOptions): AsyncGenerator<JobNews> {
      const calls = {
        async *watchJob(...[request, options]: Parameters<typeof client.watchJob>) {
          try {
            yield* client.watchJob(request, options);
          } catch (error) {
            if (o.signal.aborted) throw error;
            o.onBreak?.(error);
            throw plainlyUnavailable(error);
          }
        },
      };
      return watchJob(calls, jobId, { afterSequence: o.afterSequence ?? 0, signal: o.signal });
    },
  };
}

/** The loop is a browser's, where a cut stream looks different from how grpc-js reports it. */
function plainlyUnavailable(error: unknown): unknown {
  if (!isUnavailable(error)) return error;
  const path = error instanceof ClientError ? error.path : '';
  return new ClientError(path, Status.UNAVAILABLE, String(error));
}
