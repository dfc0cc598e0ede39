import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import type { ServiceImplementation } from 'nice-grpc';

export interface FakeTier {
  port: number;
  close(): Promise<void>;
}

type Definition = Parameters<typeof implement>[0] & { methods: object };

/** A gRPC server on loopback that has only the methods that a test needs, and health. */
export async function startFakeTier<D extends Definition>(
  definition: D,
  methods: Partial<ServiceImplementation<D, ContextExtension>>,
  port = 0,
): Promise<FakeTier> {
  const unused = Object.keys(definition.methods).map((name) => [
    name,
    () => Promise.reject(new Error(`${name} is not part of this test`)),
  ]);
  const implementation = { ...Object.fromEntries(unused), ...methods };
  const log = createLogger({ service: 'fake', level: 'silent' });
  const server = createRpcServer({ log, services: [implement(definition, implementation)] });
  return { port: await server.listen(`127.0.0.1:${port}`), close: () => server.drain(0) };
}
