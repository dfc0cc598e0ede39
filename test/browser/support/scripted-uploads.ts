import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Upload } from '@nanococoa/proto/common/v1/upload.ts';
import type { FrontendMethods } from './scripted-frontend.ts';
import { createScriptedRenditions } from './scripted-renditions.ts';

/** Images and uploads in memory: what the page needs of a Frontend to bring a photo in and show a picture. */
export function createScriptedUploads() {
  const images = new Map<string, { image: Image; bytes: Buffer }>();
  const uploads = new Map<string, { upload: Upload; bytes: Buffer; ends: Map<number, number> }>();
  const requests = { stream: 0, append: 0, download: 0 };
  /** Where the pieces that were taken begin, in the order in which they came. */
  const offsets: number[] = [];
  /** What was downloaded from its beginning, in the order in which it was asked for; width 0: as it is stored. */
  const downloads: Array<{ imageId: string; width: number }> = [];
  let failingAppends = 0;

  /** Run before a piece is taken, before a download begins and after each of its chunks: to keep it waiting, or to refuse. */
  const gates: {
    append?: (offset: number) => Promise<void>;
    download?: () => Promise<void>;
    chunk?: () => Promise<void>;
  } = {};

  function put(bytes: Buffer, width: number, height: number, mediaType = 'image/png'): Image {
    const id = createHash('sha256').update(bytes).digest('hex');
    const facts = { width, height, sizeBytes: bytes.length, hasAlpha: false, createTime: new Date() };
    const image = { id, mediaType, ...facts };
    images.set(id, { image, bytes });
    return image;
  }

  function putPng(bytes: Buffer): Image {
    if (!bytes.subarray(1, 4).equals(Buffer.from('PNG'))) throw new AppError('IMAGE_TYPE_UNSUPPORTED');
    return put(bytes, bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  }

  const rendered = createScriptedRenditions((imageId) => found(images.get(imageId)), put);

  const methods = {
    async uploadImage(messages) {
      requests.stream++;
      const pieces: Uint8Array[] = [];
      for await (const { chunk } of messages) if (chunk) pieces.push(chunk.data);
      return { image: putPng(Buffer.concat(pieces)) };
    },
    async createUpload({ sizeBytes, sha256 }) {
      const id = `upload-${uploads.size + 1}`;
      const upload = {
        id,
        sizeBytes,
        sha256,
        committedSizeBytes: 0,
        image: undefined,
        expireTime: undefined,
      };
      uploads.set(id, { upload, bytes: Buffer.alloc(sizeBytes), ends: new Map() });
      return { upload };
    },
    async getUpload({ uploadId }) {
      return { upload: found(uploads.get(uploadId)).upload };
    },
    async appendUpload({ uploadId, offset, data }) {
      requests.append++;
      await gates.append?.(offset);
      offsets.push(offset);
      if (failingAppends > 0 && failingAppends--) throw new AppError('UNAVAILABLE');
      const { upload, bytes, ends } = found(uploads.get(uploadId));
      bytes.set(data, offset);
      ends.set(offset, offset + data.length);
      // Committed is what has arrived without a hole.
      for (let end: number | undefined; (end = ends.get(upload.committedSizeBytes)); )
        upload.committedSizeBytes = end;
      if (upload.committedSizeBytes < upload.sizeBytes) return { upload };
      upload.image = putPng(bytes);
      return { upload };
    },
    async *downloadImage({ imageId, offset, rendition }) {
      requests.download++;
      if (offset === 0) downloads.push({ imageId, width: rendition?.width ?? 0 });
      await gates.download?.();
      const { image, bytes } = await rendered(imageId, rendition);
      for await (const chunk of imageChunks(image, [bytes.subarray(offset)], { offset })) {
        yield { chunk };
        await gates.chunk?.();
      }
    },
  } satisfies FrontendMethods;

  return {
    methods,
    put,
    images,
    requests,
    gates,
    offsets,
    downloads,
    /** How many uploads were begun. */
    begun: () => uploads.size,
    /** The next pieces are answered UNAVAILABLE. */
    failAppends: (count: number) => (failingAppends = count),
  };
}

function found<T>(entry: T | undefined): T {
  if (entry === undefined) throw new AppError('IMAGE_NOT_FOUND');
  return entry;
}
