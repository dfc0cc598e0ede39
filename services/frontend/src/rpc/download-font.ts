import { fileChunks } from '@nanococoa/common/chunks/file-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { type CatalogueFont, findFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import type { FontFile } from '@nanococoa/proto/common/v1/font_file.ts';
import type { DownloadFontRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
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
    const { mediaType, sizeBytes, sha256 } = file;
    let announced: FontFile | undefined = { fontId, mediaType, sizeBytes, license: font.license };
    for await (const chunk of fileChunks(file.read(offset), { offset, sha256 })) {
      yield { chunk: { font: announced, ...chunk } };
      announced = undefined;
    }
  };
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
