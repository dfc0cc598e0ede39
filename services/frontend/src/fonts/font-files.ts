import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { createStreamHash } from '@nanococoa/common/chunks/stream-hash.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { CatalogueFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { fontFile } from '@nanococoa/common/fonts/font-file.ts';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { createJoiner } from '../images/joiner.ts';
import { FONT_CACHE_BYTES, FONT_WORK_TIMEOUT_MS, MAX_FONT_WORK } from '../limits.ts';
import { createByteCache } from './byte-cache.ts';
import { createSubsetPool } from './subset-pool.ts';

/** A font file that can be sent. */
export interface ReadyFont {
  mediaType: 'font/ttf' | 'font/otf';
  sizeBytes: number;
  sha256: string;
  /** Its bytes from an offset on. */
  read(offset: number): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface FontFiles {
  /** The font's own file. */
  whole(font: CatalogueFont): Promise<ReadyFont>;
  /**
   * The font with the characters of a text only, made in a child. The same characters are made once and kept for a while.
   * @throws AppError FONTS_BUSY, FONT_WORK_INTERRUPTED, SHUTTING_DOWN
   */
  subset(font: CatalogueFont, text: string, context: Context): Promise<ReadyFont>;
  /** Process ids of the children. */
  pids(): number[];
  close(): Promise<void>;
}

export interface FontFilesOptions {
  draining: AbortSignal;
  /** Fonts being cut down or waiting for it, at most. Default MAX_FONT_WORK. */
  maxWork?: number;
}

/** The files of the catalogue's fonts. */
export function createFontFiles({ draining, maxWork = MAX_FONT_WORK }: FontFilesOptions): FontFiles {
  const pool = createSubsetPool();
  const subsets = createByteCache<ReadyFont>({ maxBytes: FONT_CACHE_BYTES });
  const making = createJoiner<ReadyFont>({ draining, timeoutMs: FONT_WORK_TIMEOUT_MS });
  const wholes = new Map<string, Promise<ReadyFont>>();
  let working = 0;

  const makeSubset = async (font: CatalogueFont, codePoints: number[], signal: AbortSignal) => {
    if (working >= maxWork) {
      throw new AppError('FONTS_BUSY', { metadata: { limit: String(maxWork) }, retryAfterMs: 1000 });
    }
    working += 1;
    try {
      const path = fontFile(font);
      const { bytes } = await pool.run({ path, codePoints }, { signal });
      return await inMemory(bytes, mediaTypeOf(path));
    } finally {
      working -= 1;
    }
  };

  return {
    whole(font) {
      const known = wholes.get(font.id);
      if (known) return known;
      const reading = onDisk(fontFile(font));
      wholes.set(font.id, reading);
      reading.catch(() => wholes.delete(font.id));
      return reading;
    },
    async subset(font, text, context) {
      const codePoints = codePointsOf(text);
      const key = `${font.id} ${codePoints.join(' ')}`;
      const known = subsets.get(key);
      if (known) return known;
      return await making.join(key, context, async ({ signal }) => {
        const made = await makeSubset(font, codePoints, signal);
        subsets.set(key, made);
        return made;
      });
    },
    pids: () => pool.pids(),
    close: () => pool.close(),
  };
}

/** The characters of a text, as written and composed (NFC), each once, in one order for one set. */
function codePointsOf(text: string): number[] {
  const characters = new Set([...text, ...text.normalize('NFC')]);
  return Array.from(characters, (character) => character.codePointAt(0) ?? 0).sort((a, b) => a - b);
}

/** RFC 8081: the outlines decide, which our packages' file names tell. */
function mediaTypeOf(path: string): ReadyFont['mediaType'] {
  return extname(path) === '.otf' ? 'font/otf' : 'font/ttf';
}

async function inMemory(bytes: Uint8Array, mediaType: ReadyFont['mediaType']): Promise<ReadyFont> {
  const hash = createStreamHash();
  await hash.update(bytes);
  const read = (offset: number) => (offset < bytes.length ? [bytes.subarray(offset)] : []);
  return { mediaType, sizeBytes: bytes.length, sha256: await hash.digest(), read };
}

async function onDisk(path: string): Promise<ReadyFont> {
  const read = (start: number) => createReadStream(path, { start, highWaterMark: CHUNK_BYTES });
  const { size: sizeBytes } = await stat(path);
  const hash = createStreamHash();
  for await (const piece of read(0)) await hash.update(piece);
  return { mediaType: mediaTypeOf(path), sizeBytes, sha256: await hash.digest(), read };
}
