import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import {
  FrontendServiceDefinition,
  type FrontendServiceImplementation,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { makePayload } from './payload.ts';

// A process that holds 64 MiB and serves it as our services do; sends its port when it listens.
const { bytes, image } = makePayload();

const grpc = createRpcServer({
  log: createLogger({ service: 'bench', level: 'silent' }),
  services: [
    implement(FrontendServiceDefinition, {
      ...(Object.fromEntries(
        Object.keys(FrontendServiceDefinition.methods).map((name) => [
          name,
          () => Promise.reject(new Error(name)),
        ]),
      ) as unknown as FrontendServiceImplementation<ContextExtension>),
      async *downloadImage() {
        for await (const chunk of imageChunks(image, [bytes])) yield { chunk };
      },
    }),
  ],
});

process.on('disconnect', () => process.exit(0));
process.send?.(await grpc.listen('127.0.0.1:0'));
