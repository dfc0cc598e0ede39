import { createClient, type NanococoaClient } from '@nanococoa/client';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

export type MeshClient = ReturnType<typeof createMeshClient>;

/** A client on the public address with connections of its own: plain rpcs, and the watch that programs are given. */
export function createMeshClient(address: string) {
  const { client: rpc, close } = createRpcClient(FrontendServiceDefinition, { address });
  const client = createClient(address, { retry: { giveUpMs: Number.POSITIVE_INFINITY } });
  return {
    rpc,
    /** The job's news to the last event, resumed by sequence whenever a stream breaks. */
    watch: client.watch satisfies NanococoaClient['watch'],
    close() {
      client.close();
      close();
    },
  };
}
