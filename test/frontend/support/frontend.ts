import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import type { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { readConfig } from '@nanococoa/frontend/config.ts';
import { startServer } from '@nanococoa/frontend/server.ts';
import type { Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import type { UploadImageRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

/** A Frontend on free ports, in this process, with a client of it. */
export async function startTestFrontend(backendAddress: string, env: NodeJS.ProcessEnv = {}) {
  const tempDir = await mkdtemp(join(tmpdir(), 'nanococoa-frontend-test-'));
  const config = readConfig({
    FRONTEND_LISTEN: '127.0.0.1:0',
    FRONTEND_WEB_LISTEN: '127.0.0.1:0',
    FRONTEND_WEB_DIR: join(tempDir, 'web'),
    FRONTEND_TEMP_DIR: join(tempDir, 'spool'),
    BACKEND_ADDRESS: backendAddress,
    LOG_LEVEL: 'silent',
    ...env,
  });
  const server = await startServer(config, createLogger({ service: 'frontend', level: config.logLevel }));
  const rpc = createRpcClient(FrontendServiceDefinition, { address: `127.0.0.1:${server.port}` });
  return {
    client: rpc.client,
    server,
    config,
    async close() {
      rpc.close();
      await server.close();
      await rm(tempDir, { recursive: true });
    },
  };
}

export type TestFrontend = Awaited<ReturnType<typeof startTestFrontend>>;

/** Call options of a caller. */
export const as = (caller: string) => downstream({ caller, requestId: randomUUID() });

/** The AppError that a call fails with; throws when it succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<AppError> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === 'fulfilled') throw new Error(`the call succeeded: ${JSON.stringify(outcome.value)}`);
  const error = fromClientError(outcome.reason);
  if (!error) throw new Error('no error of ours', { cause: outcome.reason });
  return error;
}

/** The upload stream of a picture as a good client sends it. */
export async function* uploadStream(
  bytes: Buffer,
  change: (chunk: ImageChunk, index: number) => ImageChunk = (chunk) => chunk,
): AsyncGenerator<UploadImageRequest> {
  const image = { id: '', mediaType: '', width: 0, height: 0, hasAlpha: false, createTime: undefined };
  let index = 0;
  for await (const chunk of imageChunks({ ...image, sizeBytes: bytes.length }, [bytes])) {
    yield { chunk: change(chunk, index) };
    index += 1;
  }
}

/** Uploads a picture. */
export async function upload(frontend: TestFrontend, bytes: Buffer, caller = 'local'): Promise<Image> {
  const { image } = await frontend.client.uploadImage(uploadStream(bytes), as(caller));
  if (!image) throw new Error('no image in the answer');
  return image;
}
