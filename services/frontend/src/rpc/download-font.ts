import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { type CatalogueFont, findFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { FontChunk, FontFile } from '@nanococoa/proto/common/v1/font_file.ts';
import type {
  DownloadFontRequest,
  DownloadFontResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ReadyFont } from '../fonts/font-files.ts';
import { FONT_TEXT_LENGTH } from '../limits.ts';
import { invalid } from '../requests/present.ts';

/** DownloadFont: the file of a catalogue font, or of the characters of a text in it, from an offset. */
export function downloadFont({ fonts }: Pick<Dependencies, 'fonts'>) {
  return async function* (request: DownloadFontRequest, context: Context) {
    const { fontId, text, offset } = request;
    const font = check(request);
    const file = text === '' ? await fonts.whole(font) : await fonts.subset(font, text, context);
    if (offset > file.sizeBytes) {
      throw new AppError('OFFSET_OUT_OF_RANGE', { metadata: { size_bytes: String(file.sizeBytes) } });
    }
    const { mediaType, sizeBytes } = file;
    yield* chunksOf(FontFile.create({ fontId, mediaType, sizeBytes, license: font.license }), file, offset);
  };
}

async function* chunksOf(
  facts: FontFile,
  { read, sha256 }: ReadyFont,
  startOffset: number,
): AsyncGenerator<DownloadFontResponse> {
  let font: FontFile | undefined = facts;
  let offset = startOffset;
  for await (const piece of read(startOffset)) {
    for (let start = 0; start < piece.length; start += CHUNK_BYTES) {
      const data = piece.subarray(start, start + CHUNK_BYTES);
      yield { chunk: FontChunk.create({ font, offset, data }) };
      offset += data.length;
      font = undefined;
    }
  }
  yield { chunk: FontChunk.create({ font, offset, sha256 }) };
}

function check({ fontId, text }: DownloadFontRequest): CatalogueFont {
  const length = [...text].length;
  if (length > FONT_TEXT_LENGTH) {
    throw invalid('text', `has ${length} characters; at most ${FONT_TEXT_LENGTH}`);
  }
  const font = findFont(fontId);
  if (!font) throw new AppError('FONT_NOT_FOUND', { metadata: { font_id: fontId.slice(0, 80) } });
  return font;
}
