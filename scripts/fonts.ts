/**
 * Writes assets/fonts/coverage.json: which characters each font of assets/fonts/catalogue.json has a glyph
 * for, read from the font files. Run it after changing the catalogue or a font package:
 * `node scripts/fonts.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fontFile } from '@nanococoa/common/fonts/font-file.ts';
import { formatUnicodeRanges } from '@nanococoa/common/fonts/unicode-ranges.ts';
import { Blob, Face } from 'harfbuzzjs';

const assets = new URL('../assets/fonts/', import.meta.url);

/** The text that coverage.json must have. */
export async function renderCoverage(): Promise<string> {
  const fonts: Array<{ id: string; package: string; file: string }> = JSON.parse(
    await readFile(new URL('catalogue.json', assets), 'utf8'),
  );
  const coverage: Record<string, string> = {};
  for (const font of fonts) {
    const face = new Face(new Blob(await readFile(fontFile(font))));
    coverage[font.id] = formatUnicodeRanges(Array.from(face.collectUnicodes()).sort((a, b) => a - b));
  }
  return `${JSON.stringify(coverage, null, 2)}\n`;
}

if (import.meta.main) await writeFile(new URL('coverage.json', assets), await renderCoverage());
