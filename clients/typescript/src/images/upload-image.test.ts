import { createHash, randomBytes } from 'node:crypto';
import { ClientError, Status } from 'nice-grpc-common';
import { describe, expect, it } from 'vitest';
import type { Image } from '#proto/common/v1/image.ts';
import { testWire } from '../calls/test-wire.fixture.ts';
import { NODE_PLATFORM } from '../platform/node-platform.ts';
import type { UploadSource } from './byte-source.ts';
import { uploadImage } from './upload-image.ts';
import type { UploadOptions } from './upload-options.ts';

const MIB = 1024 * 1024;

/** A Frontend that keeps what arrives; `refuse` may throw before a piece is taken. */
function createServer(sizeBytes: number, refuse: (offset: number) => void = () => {}) {
  const bytes = Buffer.alloc(sizeBytes);
  const arrived = new Set<number>();
  const calls: number[] = [];
  let running = 0;
  const seen = { mostAtOnce: 0, created: 0, sha256: '', streamed: 0 };
  const upload = () => {
    let committed = 0;
    while (arrived.has(committed)) committed += MIB;
    committed = Math.min(committed, sizeBytes);
    const image = committed === sizeBytes ? ({ id: seen.sha256, sizeBytes } as Image) : undefined;
    const rest = { sizeBytes, sha256: seen.sha256, expireTime: undefined };
    return { upload: { id: 'u', committedSizeBytes: committed, image, ...rest } };
  };
  const rpc = {
    async uploadImage(): Promise<{ image: Image | undefined }> {
      seen.streamed++;
      throw unavailable();
    },
    async createUpload({ sha256 = '' }: { sha256?: string }) {
      seen.created++;
      seen.sha256 = sha256;
      return upload();
    },
    async getUpload({ uploadId = '' }: { uploadId?: string }) {
      if (uploadId !== 'u') throw new ClientError('/x', Status.NOT_FOUND, 'no such upload');
      return upload();
    },
    async appendUpload({ offset = 0, data = new Uint8Array() }: { offset?: number; data?: Uint8Array }) {
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
  const send = (source: UploadSource, options: UploadOptions = {}, maxStreamedBytes = 0) =>
    uploadImage({ wire: testWire(rpc), platform: NODE_PLATFORM, maxStreamedBytes }, source, options);
  return { send, bytes, calls, seen, lose: (offset: number) => arrived.delete(offset) };
}

const unavailable = () => new ClientError('/x', Status.UNAVAILABLE, 'gone');

describe('uploadImage in pieces', () => {
  it('sends every byte once, at most three pieces at a time, and announces the digest', async () => {
    const content = randomBytes(5 * MIB + 123);
    const server = createServer(content.length);
    const progress: number[] = [];
    const image = await server.send(new Blob([content]), {
      onProgress: ({ sentBytes }) => progress.push(sentBytes),
    });
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
    await server.send(content);
    expect(server.bytes.equals(content)).toBe(true);
    expect(server.seen).toMatchObject({ created: 1, streamed: 0 });
    expect(server.calls.filter((offset) => offset === 0)).toHaveLength(1);
    expect(server.calls.filter((offset) => offset === 3 * MIB)).toHaveLength(2);
  });

  it('takes the place of a stream that breaks', async () => {
    const content = randomBytes(2 * MIB);
    const server = createServer(content.length);
    await server.send(content, {}, content.length);
    expect(server.bytes.equals(content)).toBe(true);
    expect(server.seen).toMatchObject({ created: 1, streamed: 1 });
  });

  it('goes on with an upload that another call began', async () => {
    const content = randomBytes(6 * MIB);
    const stop = new AbortController();
    const server = createServer(content.length, (offset) => {
      if (offset < 4 * MIB || stop.signal.aborted) return;
      stop.abort();
      throw unavailable();
    });
    const ids: string[] = [];
    const onCreated = (uploadId: string) => ids.push(uploadId);
    await expect(server.send(content, { signal: stop.signal, onCreated })).rejects.toThrow();
    expect(ids).toEqual(['u']);
    server.calls.length = 0;
    server.lose(5 * MIB);

    const progress: number[] = [];
    const onProgress = ({ sentBytes }: { sentBytes: number }) => progress.push(sentBytes);
    await server.send(content, { resume: { uploadId: 'u' }, onCreated, onProgress }, content.length);
    expect(server.calls).toEqual([4 * MIB, 5 * MIB]);
    expect(progress).toEqual([4 * MIB, 5 * MIB, 6 * MIB]);
    expect(server.bytes.equals(content)).toBe(true);
    expect(server.seen).toMatchObject({ created: 1, streamed: 0 });
    expect(ids).toHaveLength(1);
  });

  it('knows at once an upload that was complete', async () => {
    const content = randomBytes(MIB);
    const server = createServer(content.length);
    const image = await server.send(content);
    server.calls.length = 0;
    expect(await server.send(content, { resume: { uploadId: 'u' } })).toEqual(image);
    expect(server.calls).toEqual([]);
  });

  it('begins anew what is to be resumed and has expired, or was of other bytes', async () => {
    const content = randomBytes(MIB);
    const server = createServer(content.length);
    const ids: string[] = [];
    const onCreated = (uploadId: string) => ids.push(uploadId);
    await server.send(content, { resume: { uploadId: 'gone' }, onCreated });
    expect(ids).toEqual(['u']);
    server.lose(0);
    await server.send(randomBytes(MIB), { resume: { uploadId: 'u' }, onCreated });
    expect(ids).toEqual(['u', 'u']);
  });

  it('throws what the server has against the picture, and does not try again', async () => {
    const server = createServer(10, () => {
      throw new ClientError('/x', Status.INVALID_ARGUMENT, 'This is not a picture.');
    });
    const upload = server.send(new Blob(['0123456789']));
    await expect(upload).rejects.toMatchObject({ code: Status.INVALID_ARGUMENT });
    expect(server.calls).toEqual([0]);
  });

  it('ends when the signal aborts', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const server = createServer(MIB, () => {
      abort.abort(reason);
      throw unavailable();
    });
    await expect(server.send(randomBytes(MIB), { signal: abort.signal })).rejects.toBe(reason);
    expect(server.calls).toEqual([0]);
  });

  it('does not keep a stream that is larger than any picture may be', async () => {
    const piece = new Uint8Array(16 * MIB);
    async function* endless() {
      for (;;) yield piece;
    }
    await expect(createServer(0).send(endless())).rejects.toMatchObject({ reason: 'IMAGE_TOO_LARGE' });
  });
});
