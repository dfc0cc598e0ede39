import { readFile } from 'node:fs/promises';
import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { fontFile } from '@nanococoa/common/fonts/font-file.ts';
import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs';
import { expect, test } from 'vitest';
import { loadFontSubsetter } from './subset-font.ts';

const COPY = '오늘의 커피 AV office 3,900원';
const CHARACTERS = [...new Set(COPY)];
const codePointsOf = (characters: readonly string[]) => characters.map((each) => each.codePointAt(0) ?? 0);
const subsetter = await loadFontSubsetter();

test.each(FONTS.map((font) => font.id))('%s: the subset shows the copy as the font does', async (id) => {
  const entry = FONTS.find((font) => font.id === id) ?? FONTS[0];
  const file = await readFile(fontFile(entry));
  const small = subsetter.subset(file, codePointsOf(CHARACTERS));
  expect(small.length).toBeLessThan(12_000);
  const face = new Face(new Blob(small));
  expect([...face.collectUnicodes()].sort()).toEqual(codePointsOf(CHARACTERS).sort());
  // The characters, .notdef, the ligatures of "ff" and its like, alternates of numerals.
  expect(glyphCount(face)).toBeGreaterThan(CHARACTERS.length);
  expect(glyphCount(face)).toBeLessThan(2 * CHARACTERS.length);
  expect(drawn(new Font(face))).toEqual(drawn(new Font(new Face(new Blob(file)))));
  // The copyright notice stays, the font's name (which may be reserved for the whole) does not.
  expect(face.getName(0, 'en')).toMatch(/copyright|©|\(c\)/i);
  expect([face.getName(1, 'en'), face.getName(4, 'en')]).toEqual(['', '']);
});

test('a character that the font lacks is left out; no character at all is a font too', async () => {
  const file = await readFile(fontFile(FONTS[0]));
  const some = new Face(new Blob(subsetter.subset(file, codePointsOf(['가', '😀']))));
  expect([...some.collectUnicodes()]).toEqual(codePointsOf(['가']));
  const none = new Face(new Blob(subsetter.subset(file, codePointsOf(['😀']))));
  expect([...none.collectUnicodes()]).toEqual([]);
});

test('the same characters give the same bytes, and what is no font throws', async () => {
  const file = await readFile(fontFile(FONTS[0]));
  const first = subsetter.subset(file, codePointsOf(['가', '나']));
  expect(subsetter.subset(file, codePointsOf(['나', '가']))).toEqual(first);
  expect(() => subsetter.subset(new Uint8Array(1000).fill(7), [0xac00])).toThrow('cannot subset');
});

/** The copy's outlines at their places: what a page shows. */
function drawn(font: Font) {
  const buffer = new Buffer();
  buffer.addText(COPY);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const places = buffer.getGlyphPositions();
  return buffer
    .getGlyphInfos()
    .map(({ codepoint, cluster }, at) => ({ cluster, ...places[at], path: font.glyphToPath(codepoint) }));
}

/** From the `maxp` table: numGlyphs stands after the version. */
function glyphCount(face: Face): number {
  const table = face.referenceTable('maxp');
  return table ? table[4] * 256 + table[5] : 0;
}
