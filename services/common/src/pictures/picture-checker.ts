import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { AppError } from '../errors/app-error.ts';
import { CHUNK_BYTES, type ImageMediaType } from '../limits/image-limits.ts';
import { createPicturePool, type PicturePoolOptions } from './picture-pool.ts';
import type { PictureFacts } from './picture-task.ts';
import { SNIFF_BYTES, sniffMediaType } from './sniff-media-type.ts';
import { createSpool } from './spool.ts';

/** A picture that arrives: its bytes wait in a file until they are all there. Dispose of it in any case. */
export interface IncomingPicture extends AsyncDisposable {
  /**
   * Takes the next bytes; wait for it before the next call.
   * @throws AppError IMAGE_TYPE_UNSUPPORTED as soon as the first bytes tell, STORAGE_FULL
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Decodes the whole picture in a child.
   * @throws AppError IMAGE_TYPE_UNSUPPORTED, IMAGE_DIMENSIONS, IMAGE_CORRUPT, IMAGE_TOO_COMPLEX,
   *   PICTURE_CHECK_INTERRUPTED, SHUTTING_DOWN
   */
  inspect(signal?: AbortSignal): Promise<PictureFacts>;
  /** Makes a smaller or otherwise encoded copy in a child. Errors as `inspect`. */
  render(request: RenditionRequest, signal?: AbortSignal): Promise<RenderedPicture>;
}

export interface RenditionRequest {
  /** Pixels; never enlarges. 0 keeps the size. */
  width: number;
  mediaType: ImageMediaType;
}

/** A copy; it lives as long as the picture that it was made from. */
export interface RenderedPicture {
  facts: PictureFacts;
  /** Its bytes, in chunks. */
  read(): AsyncIterable<Uint8Array>;
}

export interface PictureChecker {
  /**
   * Makes room for a picture.
   * @param field Path of the request's field that errors about the bytes name.
   * @throws AppError TOO_MANY_PICTURES
   */
  receive(field: string): Promise<IncomingPicture>;
  /** Process ids of the children. */
  pids(): number[];
  close(): Promise<void>;
}

export interface PictureCheckerOptions extends PicturePoolOptions {
  /** Directory for bytes in passing; made when it is missing. */
  tempDir: string;
  /** Most pictures on their way at the same time: bounds the disk, 64 MiB each. */
  maxPictures: number;
}

/**
 * Checks untrusted pictures and makes renditions in processes that may die. Bytes go through a file
 * and never pile up in this process.
 */
export async function createPictureChecker(options: PictureCheckerOptions): Promise<PictureChecker> {
  const spool = await createSpool(options.tempDir);
  const pool = createPicturePool(options);
  let open = 0;

  return {
    async receive(field) {
      if (open >= options.maxPictures) {
        throw new AppError('TOO_MANY_PICTURES', {
          metadata: { limit: String(options.maxPictures) },
          retryAfterMs: 1000,
        });
      }
      open += 1;
      const file = await spool.createFile().catch((cause: unknown) => {
        open -= 1;
        throw diskError(cause);
      });
      const outputs: string[] = [];
      const sniffer = createSniffer(field);
      return {
        async write(bytes) {
          sniffer.push(bytes);
          await file.write(bytes).catch((cause: unknown) => {
            throw diskError(cause);
          });
        },
        inspect: (signal) =>
          pool.run({ kind: 'inspect', path: file.path, mediaType: sniffer.end() }, { field, signal }),
        async render({ width, mediaType: outputMediaType }, signal) {
          const outputPath = spool.reservePath();
          outputs.push(outputPath);
          const task = { path: file.path, mediaType: sniffer.end(), outputPath, width, outputMediaType };
          const facts = await pool.run({ kind: 'render', ...task }, { field, signal });
          return { facts, read: () => createReadStream(outputPath, { highWaterMark: CHUNK_BYTES }) };
        },
        async [Symbol.asyncDispose]() {
          open -= 1;
          await Promise.all([file.remove(), ...outputs.map((path) => rm(path, { force: true }))]);
        },
      };
    },
    pids: () => pool.pids(),
    async close() {
      await pool.close();
      await spool.close();
    },
  };
}

/** Collects the first bytes until they tell the type. */
function createSniffer(field: string) {
  let head: Buffer = Buffer.alloc(0);
  const decide = (): ImageMediaType => {
    const mediaType = sniffMediaType(head);
    if (mediaType) return mediaType;
    throw new AppError('IMAGE_TYPE_UNSUPPORTED', {
      fields: [
        {
          field,
          description: `begins with ${head.subarray(0, 8).toString('hex') || 'nothing'}; must be PNG, JPEG, WebP or AVIF`,
        },
      ],
    });
  };
  return {
    push(bytes: Uint8Array) {
      if (head.length >= SNIFF_BYTES) return;
      head = Buffer.concat([head, bytes.subarray(0, SNIFF_BYTES - head.length)]);
      if (head.length >= SNIFF_BYTES) decide();
    },
    end: decide,
  };
}

function diskError(cause: unknown): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new AppError('STORAGE_FULL', { cause }) : cause;
}
