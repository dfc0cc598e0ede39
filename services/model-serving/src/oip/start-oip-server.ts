import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcServer } from '@nanococoa/common/rpc/server.ts';
import { createOipService, type OipServiceOptions } from './oip-service.ts';

export interface OipServerOptions extends Omit<OipServiceOptions, 'isDraining'> {
  /** Where it listens, "host:port". */
  listen: string;
  log: Logger;
}

export interface OipServer {
  /** The port that it listens on. */
  port: number;
  /** Takes nothing more, lets running inferences go on for `graceMs`, then ends them. */
  close(graceMs: number): Promise<void>;
}

/** Tensors travel in one message; this is one of 4096 × 4096 pixels as float32, or of 2048 × 2048 in colour. */
const MAX_MESSAGE_BYTES = 64 * 2 ** 20;
/** Name, datatype and shape of a message's tensors, on top of their elements. */
const MESSAGE_HEAD_BYTES = 64 * 1024;

/** Serves the Open Inference Protocol on a listener of its own, since it has larger messages and no gateway. */
export async function startOipServer(options: OipServerOptions): Promise<OipServer> {
  const { listen, log, ...rest } = options;
  let draining = false;
  const server = createRpcServer({
    log,
    services: [createOipService({ ...rest, isDraining: () => draining })],
    maxMessageBytes: MAX_MESSAGE_BYTES + MESSAGE_HEAD_BYTES,
  });
  const port = await server.listen(listen);
  log.info({ port }, 'serving the Open Inference Protocol');
  return {
    port,
    async close(graceMs) {
      draining = true;
      await server.drain(graceMs);
    },
  };
}
