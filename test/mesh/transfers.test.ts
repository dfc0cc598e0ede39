import { readFile } from 'node:fs/promises';
import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMeshClient, type MeshClient } from '../fault/support/mesh-client.ts';
import { makeNoise } from '../fault/support/photos.ts';
import { withRetries } from '../fault/support/retries.ts';
import { uploadByStream } from '../fault/support/uploads.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

let mesh: TestMesh;
let client: MeshClient;
beforeAll(async () => {
  mesh = await startTestMesh();
  client = createMeshClient(mesh.publicAddress);
}, 60_000);
afterAll(async () => {
  client.close();
  await mesh.end();
});

/** All windows and queues between Backend's disk and a reader that does not read. */
const ON_THE_WAY_BYTES = 8 * 2 ** 20;

test('who does not read a download makes Backend read no further, and may go on later', async () => {
  const picture = await makeNoise(40 * 2 ** 20);
  await uploadByStream(client, picture);
  // Downloads it once: what Backend reads besides (modules, the store) has been read by then.
  await verified(client.rpc.downloadImage({ imageId: picture.id }));
  const before = await readBytes();

  const download = client.rpc.downloadImage({ imageId: picture.id })[Symbol.asyncIterator]();
  const first = await download.next();
  const stalled = await settled(readBytes);
  expect(stalled - before).toBeGreaterThan(0);
  expect(stalled - before).toBeLessThan(ON_THE_WAY_BYTES);

  const rest = { [Symbol.asyncIterator]: () => download };
  const whole = async function* () {
    yield first.value;
    yield* rest;
  };
  expect((await verified(whole())).sha256).toBe(picture.id);
  expect((await readBytes()) - before).toBeGreaterThanOrEqual(picture.bytes.length);
});

test('an upload in pieces goes on where it was when Frontend is killed and comes back', async () => {
  const { id, bytes } = await makeNoise(3 * 2 ** 20);
  const { upload } = await client.rpc.createUpload({ sizeBytes: bytes.length, sha256: id });
  const uploadId = upload?.id ?? '';
  const half = 1.5 * 2 ** 20;
  await client.rpc.appendUpload({ uploadId, offset: 0, data: bytes.subarray(0, half) });

  mesh.processes.frontend.kill('SIGKILL');
  const known = await withRetries(() => client.rpc.getUpload({ uploadId }));
  expect(known.upload?.committedSizeBytes).toBe(half);
  const end = await withRetries(() =>
    client.rpc.appendUpload({ uploadId, offset: half, data: bytes.subarray(half) }),
  );
  expect(end.upload?.image?.id).toBe(id);
});

/** Bytes that Backend has asked its system for, from sockets and files. */
async function readBytes(): Promise<number> {
  const io = await readFile(`/proc/${mesh.processes.backend.pid}/io`, 'utf8');
  return Number(/^rchar: (\d+)$/m.exec(io)?.[1]);
}

/** The value once it has stayed the same for a second. */
async function settled(value: () => Promise<number>): Promise<number> {
  let seen = await value();
  let same = 0;
  await expect
    .poll(
      async () => {
        const now = await value();
        same = now - seen < 64 * 1024 ? same + 1 : 0;
        seen = now;
        return same;
      },
      { interval: 200, timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(5);
  return seen;
}

async function verified(messages: AsyncIterable<{ chunk?: Parameters<Verifier['push']>[0] | undefined }>) {
  const verifier = createChunkVerifier();
  for await (const { chunk } of messages) if (chunk) await verifier.push(chunk);
  return await verifier.end();
}

type Verifier = ReturnType<typeof createChunkVerifier>;
