import type { CallOptions } from '../calls/call-options.ts';
import { createChunkVerifier } from '../calls/chunk-verifier.ts';
import { resumeStream } from '../calls/resume-stream.ts';
import type { Wire } from '../calls/wire.ts';
import type { Platform } from '../platform/platform.ts';

export interface DownloadFontOptions extends CallOptions {
  /**
   * Only the characters of this text, at most 200: some 6 KB instead of megabytes, enough to show that text. Characters
   * that the font lacks are left out, so that a page falls back to another font for them. Default: the whole font.
   */
  text?: string | undefined;
}

/**
 * A font of the catalogue as a Blob of type font/ttf or font/otf. A broken connection is resumed at the byte where it
 * broke. Throws NanococoaError DOWNLOAD_DAMAGED when it is not what the server has.
 */
export async function downloadFont(
  { wire, platform }: { wire: Wire<'downloadFont'>; platform: Pick<Platform, 'createDigest'> },
  fontId: string,
  options: DownloadFontOptions,
): Promise<Blob> {
  const { text = '' } = options;
  const verifier = await createChunkVerifier(platform);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let type = '';
  const stream = resumeStream(wire, options, async function* (rpcOptions, heard) {
    const request = { fontId, text, offset: verifier.offset };
    for await (const { chunk } of wire.rpc.downloadFont(request, rpcOptions)) {
      heard();
      if (!chunk) continue;
      type = chunk.font?.mediaType ?? type;
      yield verifier.push(chunk);
    }
  });
  for await (const data of stream) {
    pieces.push(data as Uint8Array<ArrayBuffer>);
    if (verifier.isComplete) break;
  }
  return new Blob(pieces, { type });
}
