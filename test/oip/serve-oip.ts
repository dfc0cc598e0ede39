import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { GRPCInferenceServiceDefinition } from '@nanococoa/proto/inference/open_inference.ts';
import { createChannel, createClient } from 'nice-grpc';
import type { ModelPool } from '../../services/model-serving/src/models/model-pool.ts';
import { startOipServer } from '../../services/model-serving/src/oip/start-oip-server.ts';
import type { ModelRegistry } from '../../services/model-serving/src/registry/model-registry.ts';

/** An Open Inference Protocol server of this process, and a client without our own channel settings. */
export async function serveOip(
  closing: (() => unknown)[],
  models: { registry: ModelRegistry; pool: ModelPool },
) {
  const server = await startOipServer({
    registry: models.registry,
    pool: models.pool,
    listen: '127.0.0.1:0',
    version: '1.2.3',
    log: createLogger({ service: 'test', level: 'silent' }),
  });
  closing.push(() => server.close(0));
  const address = `127.0.0.1:${server.port}`;
  const channel = createChannel(address, undefined, {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  closing.push(() => channel.close());
  return { server, address, client: createClient(GRPCInferenceServiceDefinition, channel) };
}
