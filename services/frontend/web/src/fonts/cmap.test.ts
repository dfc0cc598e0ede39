import { readFileSync } from 'node:fs';
import { type CatalogueFont, FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { fontFile } from '@nanococoa/common/fonts/font-file.ts';
import { expect, it } from 'vitest';
import { readCmap } from './cmap.ts';

function cmapOf(font: CatalogueFont) {
  const bytes = readFileSync(fontFile(font));
  return readCmap(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
}

it('has what the catalogue says of each font', () => {
  for (const id of ['pretendard-bold', 'jua', 'noto-sans-kr-bold']) {
    const font = FONTS.find((known) => known.id === id);
    if (font === undefined) throw new Error(`${id} is gone`);
    const has = cmapOf(font);
    for (const character of 'aé€가뷁漢😀\u{20000}') {
      const codePoint = character.codePointAt(0) ?? 0;
      const isCovered = font.coverage.some(([first, last]) => codePoint >= first && codePoint <= last);
      expect(has(codePoint), `${id} ${character}`).toBe(isCovered);
    }
  }
});

it('finds nothing in a file without the table', () => {
  expect(readCmap(new ArrayBuffer(12))(65)).toBe(false);
});
