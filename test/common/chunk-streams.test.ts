import { createHash, randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { giveAway } from '@nanococoa/common/chunks/give-away.ts';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { expect, test } from 'vitest';
import { closing } from '../gateway/support/closing.ts';
import { startFakeTier } from '../gateway/support/fake-tier.ts';

const open = closing();

// Responses are all encoded in the same memory, and sent bytes are freed: a grpc-js that kept either for later
// would mix the streams up.
test('streams of chunks that are read at different speeds arrive as they were sent', async () => {
  const images = Array.from({ length: 6 }, (_, i) => randomBytes(3_000_000 + i));
  const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const byId = new Map(images.map((bytes) => [digestOf(bytes), bytes]));
  const tier = open(
    await startFakeTier(BackendServiceDefinition, {
      async *readImage({ imageId }) {
        const bytes = byId.get(imageId) ?? Buffer.alloc(0);
        const image = Image.fromPartial({ id: imageId, sizeBytes: bytes.length });
        for await (const chunk of imageChunks(image, piecesOf(bytes))) {
          giveAway(chunk.data);
          yield { chunk };
        }
      },
    }),
  );
  const { client } = open(createRpcClient(BackendServiceDefinition, { address: `127.0.0.1:${tier.port}` }));

  const received = await Promise.all(
    [...byId.keys()].map(async (imageId, reader) => {
      const verifier = createChunkVerifier();
      for await (const { chunk } of client.readImage({ imageId })) {
        for (let wait = 0; wait < reader; wait++) await turn();
        if (chunk) await verifier.push(chunk);
      }
      return (await verifier.end()).sha256;
    }),
  );
  expect(received).toEqual([...byId.keys()]);
});

/** Pieces with memory of their own, as a file's reads are. */
function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield Uint8Array.from(bytes.subarray(start, start + CHUNK_BYTES));
  }
}
