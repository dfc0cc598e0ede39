import { createHash, randomBytes } from 'node:crypto';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { ClientError, Status } from 'nice-grpc-common';
import { describe, expect, it } from 'vitest';
import { type UploadClient, uploadImage } from './upload.ts';

const MIB = 1024 * 1024;

/** A Frontend that keeps what arrives; `refuse` may throw before a piece is taken. */
function createServer(sizeBytes: number, refuse: (offset: number) => void = () => {}) {
  const bytes = Buffer.alloc(sizeBytes);
  const arrived = new Set<number>();
  const calls: number[] = [];
  let running = 0;
  const seen = { mostAtOnce: 0, created: 0, sha256: '' };
  const upload = () => {
    let committed = 0;
    while (arrived.has(committed)) committed += MIB;
    committed = Math.min(committed, sizeBytes);
    const image = committed === sizeBytes ? ({ id: seen.sha256, sizeBytes } as Image) : undefined;
    const rest = { sizeBytes, sha256: seen.sha256, expireTime: undefined };
    return { upload: { id: 'u', committedSizeBytes: committed, image, ...rest } };
  };
  const client: UploadClient = {
    async createUpload({ sha256 = '' }) {
      seen.created++;
      seen.sha256 = sha256;
      return upload();
    },
    async getUpload() {
      return upload();
    },
    async appendUpload({ offset = 0, data = new Uint8Array() }) {
      seen.mostAtOnce = Math.max(seen.mostAtOnce, ++running);
      calls.push(offset);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      refuse(offset);
      bytes.set(data, offset);
      arrived.add(offset);
      return upload();
    },
  };
  return { client, bytes, calls, seen };
}

const { signal } = new AbortController();
const unavailable = () => new ClientError('/x', Status.UNAVAILABLE, 'gone');

describe('uploadImage', () => {
  it('sends every byte once, at most three pieces at a time, and announces the digest', async () => {
    const content = randomBytes(5 * MIB + 123);
    const server = createServer(content.length);
    const progress: number[] = [];
    const onProgress = (sentBytes: number) => progress.push(sentBytes);
    const image = await uploadImage(server.client, new Blob([content]), { signal, onProgress });
    expect(server.bytes.equals(content)).toBe(true);
    expect(server.calls).toEqual([0, 1, 2, 3, 4, 5].map((piece) => piece * MIB));
    expect(server.seen.mostAtOnce).toBe(3);
    expect(image.id).toBe(createHash('sha256').update(content).digest('hex'));
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(content.length);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('goes on where it stopped when a piece is lost', async () => {
    const content = randomBytes(6 * MIB);
    let isLost = false;
    const server = createServer(content.length, (offset) => {
      if (offset !== 3 * MIB || isLost) return;
      isLost = true;
      throw unavailable();
    });
    await uploadImage(server.client, new Blob([content]), { signal });
    expect(server.bytes.equals(content)).toBe(true);
    expect(server.seen.created).toBe(1);
    expect(server.calls.filter((offset) => offset === 0)).toHaveLength(1);
    expect(server.calls.filter((offset) => offset === 3 * MIB)).toHaveLength(2);
  });

  it('throws what the server has against the picture, and does not try again', async () => {
    const server = createServer(10, () => {
      throw new ClientError('/x', Status.INVALID_ARGUMENT, 'This is not a picture.');
    });
    const upload = uploadImage(server.client, new Blob(['0123456789']), { signal });
    await expect(upload).rejects.toMatchObject({ code: Status.INVALID_ARGUMENT });
    expect(server.calls).toEqual([0]);
  });

  it('ends when the signal aborts', async () => {
    const abort = new AbortController();
    const server = createServer(MIB, () => {
      abort.abort();
      throw unavailable();
    });
    const upload = uploadImage(server.client, new Blob([randomBytes(MIB)]), { signal: abort.signal });
    await expect(upload).rejects.toThrow();
    expect(server.calls).toEqual([0]);
  });
});
