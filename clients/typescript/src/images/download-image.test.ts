import { createHash, randomBytes } from 'node:crypto';
import { ClientError, Status } from 'nice-grpc-common';
import { expect, it } from 'vitest';
import { Image } from '#proto/common/v1/image.ts';
import type { DownloadImageResponse } from '#proto/frontend/v1/frontend_service.ts';
import { testWire } from '../calls/test-wire.fixture.ts';
import { NODE_PLATFORM } from '../platform/node-platform.ts';
import { downloadBlob, downloadStream } from './download-image.ts';

const CHUNK = 1000;
const CONTENT = randomBytes(4_500);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

/** A server of one picture, each of whose streams ends after so many chunks. */
function createServer(chunksEach: number, o: { sha256?: string; shift?: number } = {}) {
  const offsets: number[] = [];
  const rpc = {
    async *downloadImage({ offset = 0 }: { offset?: number }): AsyncGenerator<DownloadImageResponse> {
      offsets.push(offset);
      let image: Image | undefined = Image.fromPartial({ mediaType: 'image/png', sizeBytes: CONTENT.length });
      let left = chunksEach;
      for (let at = offset; at < CONTENT.length; at += CHUNK) {
        if (left-- === 0) throw new ClientError('/x', Status.UNAVAILABLE, 'gone');
        const data = CONTENT.subarray(at, at + CHUNK);
        yield { chunk: { image, offset: at + (o.shift ?? 0), data, sha256: '' } };
        image = undefined;
      }
      yield { chunk: { image, offset: CONTENT.length, data: new Uint8Array(), sha256: o.sha256 ?? SHA256 } };
    },
  };
  return { offsets, dependencies: { wire: testWire(rpc), platform: NODE_PLATFORM } };
}

it('resumes at the byte where the stream broke, and fetches nothing twice', async () => {
  const { offsets, dependencies } = createServer(2);
  const progress: number[] = [];
  const blob = await downloadBlob(dependencies, 'i', {
    onProgress({ receivedBytes, totalBytes }) {
      expect(totalBytes).toBe(CONTENT.length);
      progress.push(receivedBytes);
    },
  });
  expect(Buffer.from(await blob.arrayBuffer()).equals(CONTENT)).toBe(true);
  expect(blob.type).toBe('image/png');
  expect(offsets).toEqual([0, 2_000, 4_000]);
  expect(progress).toEqual([1_000, 2_000, 3_000, 4_000, 4_500]);
});

it('throws when the bytes are not what the server has, or not where they belong', async () => {
  for (const wrong of [{ sha256: '0'.repeat(64) }, { shift: 1 }]) {
    const { dependencies, offsets } = createServer(9, wrong);
    await expect(downloadBlob(dependencies, 'i', {})).rejects.toMatchObject({
      code: Status.DATA_LOSS,
      reason: 'DOWNLOAD_DAMAGED',
    });
    expect(offsets).toHaveLength(1);
  }
});

it('gives a stream that begins when it is read, and fails at its end when the digest is wrong', async () => {
  const good = createServer(2);
  const stream = downloadStream(good.dependencies, 'i', {});
  expect(good.offsets).toEqual([]);
  expect(Buffer.from(await new Response(stream).arrayBuffer()).equals(CONTENT)).toBe(true);

  const bad = createServer(9, { sha256: '0'.repeat(64) });
  const reader = downloadStream(bad.dependencies, 'i', {}).getReader();
  for (let piece = 0; piece < 5; piece++) expect((await reader.read()).done).toBe(false);
  await expect(reader.read()).rejects.toMatchObject({ reason: 'DOWNLOAD_DAMAGED' });

  const left = downloadStream(good.dependencies, 'i', {}).getReader();
  await left.read();
  await left.cancel();
  expect(await left.read()).toEqual({ done: true, value: undefined });
});
