import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import { createRpcServer, implement, type RpcServer } from '@nanococoa/common/rpc/server.ts';
import {
  BackendServiceDefinition,
  type BackendServiceImplementation,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { Upload } from '@nanococoa/proto/common/v1/upload.ts';
import { createFakeJobs, type FakeJobs } from './fake-jobs.ts';

interface StoredImage {
  image: Image;
  bytes: Buffer;
  callers: Set<string>;
}

/** What the fake keeps; it outlives a restart of its server. */
export interface FakeBackend extends FakeJobs {
  address: string;
  images: Map<string, StoredImage>;
  renditions: Map<string, string>;
  uploads: Map<string, { upload: Upload; bytes: Buffer; caller: string }>;
  /** Bytes of PutImage calls that are running now. */
  staged: Set<object>;
  /** PutImage streams that ended without a commit. */
  dropped: number;
  /** False: pictures are counted and thrown away, to keep this process small. */
  keepBytes: boolean;
  /** Chunks that ReadImage has sent. */
  chunksRead: number;
  /** What GetCatalogue answers. */
  workers: Worker[];
  /** ReadUpload and ReadImage wait for this, when set. */
  hold: Promise<void> | undefined;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** A Backend of a few lines that keeps everything in memory: what the Frontend is tested against. */
export async function startFakeBackend(): Promise<FakeBackend> {
  let server: RpcServer | undefined;
  let port = 0;
  let stopping = new AbortController();
  const { jobs, methods: jobRpcs } = createFakeJobs(() => stopping.signal);
  const fake: FakeBackend = Object.assign(jobs, {
    address: '',
    images: new Map(),
    renditions: new Map(),
    uploads: new Map(),
    staged: new Set(),
    dropped: 0,
    keepBytes: true,
    chunksRead: 0,
    workers: [],
    hold: undefined,
    async stop() {
      stopping.abort();
      await server?.drain(0);
    },
    async restart() {
      stopping = new AbortController();
      const log = createLogger({ service: 'fake-backend', level: 'silent' });
      server = createRpcServer({ log, services: [implement(BackendServiceDefinition, rpcs())] });
      port = await server.listen(`127.0.0.1:${port}`);
      fake.address = `127.0.0.1:${port}`;
    },
  } satisfies Omit<FakeBackend, keyof FakeJobs>);

  function visible(imageId: string, caller: string): StoredImage {
    const found = fake.images.get(imageId);
    if (!found?.callers.has(caller)) throw new AppError('IMAGE_NOT_FOUND');
    return found;
  }
  function ownUpload(id: string, caller: string) {
    const found = fake.uploads.get(id);
    if (found?.caller !== caller) throw new AppError('UPLOAD_NOT_FOUND');
    return found;
  }
  function store(given: Image, bytes: Buffer, caller: string): Image {
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (digest !== given.id || bytes.length !== given.sizeBytes) throw new AppError('DIGEST_MISMATCH');
    const image = { ...given, createTime: new Date() };
    const stored = fake.images.get(digest) ?? { image, bytes, callers: new Set() };
    stored.callers.add(caller);
    fake.images.set(digest, stored);
    return stored.image;
  }

  function rpcs(): BackendServiceImplementation<ContextExtension> {
    const count = (name: string) => fake.calls.push(name);
    return {
      ...jobRpcs,
      async createUpload({ sizeBytes, sha256 }, { caller }) {
        const id = `upload-${fake.uploads.size}`;
        const upload = Upload.fromPartial({ id, sizeBytes, sha256 });
        fake.uploads.set(id, { upload, bytes: Buffer.alloc(sizeBytes), caller });
        return { upload };
      },
      async appendUpload({ uploadId, offset, data }, { caller }) {
        count('appendUpload');
        const { upload, bytes } = ownUpload(uploadId, caller);
        if (offset !== upload.committedSizeBytes) {
          throw new AppError('UPLOAD_OUT_OF_RANGE', {
            metadata: { committed_size_bytes: String(upload.committedSizeBytes) },
          });
        }
        bytes.set(data, offset);
        upload.committedSizeBytes += data.length;
        return { upload };
      },
      async getUpload({ uploadId }, { caller }) {
        return { upload: ownUpload(uploadId, caller).upload };
      },
      async *readUpload({ uploadId }, { caller }) {
        count('readUpload');
        const { upload, bytes } = ownUpload(uploadId, caller);
        await fake.hold;
        const image = Image.fromPartial({ sizeBytes: upload.sizeBytes });
        for await (const chunk of imageChunks(image, [bytes])) yield { chunk };
      },
      async finishUpload({ uploadId, image }, { caller }) {
        count(image ? 'finishUpload' : 'dropUpload');
        const { upload, bytes } = ownUpload(uploadId, caller);
        if (!image) {
          fake.uploads.delete(uploadId);
          return {};
        }
        upload.image = store(image, bytes, caller);
        return { upload };
      },
      async putImage(request, { caller }) {
        count('putImage');
        const token = {};
        fake.staged.add(token);
        const parts: Uint8Array[] = [];
        try {
          for await (const { part } of request) {
            if (part?.$case === 'chunk' && fake.keepBytes) parts.push(part.value.data);
            if (part?.$case !== 'commit' || !part.value.image) continue;
            if (!fake.keepBytes) return { image: part.value.image };
            const image = store(part.value.image, Buffer.concat(parts), caller);
            const { sourceImageId, rendition } = part.value;
            if (rendition) {
              fake.renditions.set(`${sourceImageId} ${rendition.width} ${rendition.mediaType}`, image.id);
            }
            return { image };
          }
          throw new AppError('MESSAGE_MISSING');
        } catch (error) {
          fake.dropped += 1;
          throw error;
        } finally {
          fake.staged.delete(token);
        }
      },
      async getImage({ imageId, rendition }, { caller }) {
        count('getImage');
        const { image } = visible(imageId, caller);
        if (!rendition) return { image };
        const made = fake.renditions.get(`${imageId} ${rendition.width} ${rendition.mediaType}`);
        if (!made) throw new AppError('RENDITION_NOT_FOUND');
        return { image: visible(made, caller).image };
      },
      async *readImage({ imageId, offset }, { caller }) {
        count('readImage');
        const { image, bytes } = visible(imageId, caller);
        if (offset > bytes.length) {
          throw new AppError('OFFSET_OUT_OF_RANGE', {
            fields: [{ field: 'offset', description: `is ${offset}; must be 0 to ${bytes.length}` }],
          });
        }
        await fake.hold;
        for await (const chunk of imageChunks(image, [bytes.subarray(offset)], { offset })) {
          yield { chunk };
          fake.chunksRead += 1;
        }
      },
      register: () => Promise.reject(new Error('not part of these tests')),
      async getCatalogue() {
        return { workers: fake.workers };
      },
      async getServerStatus() {
        return { status: { queueCapacity: 7, version: 'fake' } };
      },
    };
  }

  await fake.restart();
  return fake;
}
