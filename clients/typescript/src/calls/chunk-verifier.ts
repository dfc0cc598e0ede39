import { Status } from 'nice-grpc-common';
import type { Digest, Platform } from '../platform/platform.ts';
import { NanococoaError } from './nanococoa-error.ts';

/** A piece of a file: an ImageChunk or a FontChunk. */
export interface FileChunk {
  /** Where `data` begins in the file, bytes. */
  offset: number;
  data: Uint8Array;
  /** In the last one: of the whole file. */
  sha256: string;
}

/** Checks the chunks of a file as they come, over however many streams. */
export interface ChunkVerifier {
  /** How much has come: where the next stream has to begin. */
  readonly offset: number;
  /** Whether all has come and is what the server has. */
  readonly isComplete: boolean;
  /**
   * Takes the next chunk and gives its bytes, maybe none.
   * @throws NanococoaError DATA_LOSS, DOWNLOAD_DAMAGED
   */
  push(chunk: FileChunk): Uint8Array;
}

/** Makes a verifier of order and digest. */
export async function createChunkVerifier(platform: Pick<Platform, 'createDigest'>): Promise<ChunkVerifier> {
  const digest = await platform.createDigest();
  return verifierOf(digest);
}

function verifierOf(digest: Digest): ChunkVerifier {
  let offset = 0;
  let isComplete = false;
  return {
    get offset() {
      return offset;
    },
    get isComplete() {
      return isComplete;
    },
    push(chunk) {
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
