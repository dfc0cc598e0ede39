import { createHash, randomBytes } from 'node:crypto';
import type { DownloadImageResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ClientError, Status } from 'nice-grpc-common';
import { describe, expect, it } from 'vitest';
import { type DownloadClient, downloadImage } from './download.ts';

const CONTENT = randomBytes(1000);
const DIGEST = createHash('sha256').update(CONTENT).digest('hex');
const { signal } = new AbortController();

/** Sends pieces of 100 bytes; the first call breaks off after `breakAt` bytes. */
function createServer(o: { breakAt?: number; sha256?: string } = {}) {
  const offsets: number[] = [];
  const client: DownloadClient = {
    async *downloadImage({ offset: start = 0 }): AsyncGenerator<DownloadImageResponse> {
      offsets.push(start);
      for (let offset = start; offset < CONTENT.length; offset += 100) {
        if (offsets.length === 1 && offset === o.breakAt) throw new ClientError('/x', Status.UNAVAILABLE, '');
        const data = CONTENT.subarray(offset, offset + 100);
        const image = offset === start ? ({ mediaType: 'image/webp' } as never) : undefined;
        yield { chunk: { image, offset, data, sha256: '' } };
      }
      const sha256 = o.sha256 ?? DIGEST;
      yield { chunk: { image: undefined, offset: CONTENT.length, data: new Uint8Array(), sha256 } };
    },
  };
  return { client, offsets };
}

describe('downloadImage', () => {
  it('gives the bytes with their media type', async () => {
    const blob = await downloadImage(createServer().client, 'i', { signal });
    expect(blob.type).toBe('image/webp');
    expect(Buffer.from(await blob.arrayBuffer()).equals(CONTENT)).toBe(true);
  });

  it('resumes at the byte where the connection broke', async () => {
    const server = createServer({ breakAt: 300 });
    const blob = await downloadImage(server.client, 'i', { signal });
    expect(Buffer.from(await blob.arrayBuffer()).equals(CONTENT)).toBe(true);
    expect(server.offsets).toEqual([0, 300]);
  });

  it('refuses bytes that have another digest than announced', async () => {
    const download = downloadImage(createServer({ sha256: 'f'.repeat(64) }).client, 'i', { signal });
    await expect(download).rejects.toMatchObject({ reason: 'DOWNLOAD_DAMAGED' });
  });
});
