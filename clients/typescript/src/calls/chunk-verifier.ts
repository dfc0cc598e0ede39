import { Status } from 'nice-grpc-common';
import type { Image, ImageChunk } from '#proto/common/v1/image.ts';
import { NanococoaError } from '../calls/nanococoa-error.ts';
import type { Digest, Platform } from '../platform/platform.ts';

/** Checks the chunks of a picture as they come, over however many streams. */
export interface ChunkVerifier {
  /** How much has come: where the next stream has to begin. */
  readonly offset: number;
  /** What the stream has said of the picture. */
  readonly image: Image | undefined;
  /** Whether all has come and is what the server has. */
  readonly isComplete: boolean;
  /**
   * Takes the next chunk and gives its bytes, maybe none.
   * @throws NanococoaError DATA_LOSS, DOWNLOAD_DAMAGED
   */
  push(chunk: ImageChunk): Uint8Array;
}

/** Makes a verifier of order and digest. */
export async function createChunkVerifier(platform: Pick<Platform, 'createDigest'>): Promise<ChunkVerifier> {
  const digest = await platform.createDigest();
  return verifierOf(digest);
}

function verifierOf(digest: Digest): ChunkVerifier {
  let offset = 0;
  let image: Image | undefined;
  let isComplete = false;
  return {
    get offset() {
      return offset;
    },
    get image() {
      return image;
    },
    get isComplete() {
      return isComplete;
    },
    push(chunk) {
      image ??= chunk.image;
      if (chunk.data.byteLength > 0) {
        if (chunk.offset !== offset) throw damaged(`a piece at ${chunk.offset} instead of ${offset}`);
        digest.update(chunk.data);
        offset += chunk.data.byteLength;
      }
      if (chunk.sha256 !== '') {
        if (digest.hex() !== chunk.sha256) throw damaged('another digest than announced');
        isComplete = true;
      }
      return chunk.data;
    },
  };
}

function damaged(what: string): NanococoaError {
  return new NanococoaError({
    code: Status.DATA_LOSS,
    reason: 'DOWNLOAD_DAMAGED',
    message: `Received ${what}.`,
  });
}
