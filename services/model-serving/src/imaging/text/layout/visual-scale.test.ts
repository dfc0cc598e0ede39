import { findFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { expect, test } from 'vitest';
import { loadFont } from '../shaping/load-font.ts';
import { createShaper } from './arrange-lines.ts';
import { visualScale } from './visual-scale.ts';

async function scaleOf(fontId: string, copy: string): Promise<number> {
  const font = findFont(fontId);
  if (!font) throw new Error(`${fontId} is not in the catalogue`);
  return visualScale(copy, createShaper(await loadFont(font), 0));
}

test('fonts of usual proportions keep their size; handwriting, small on its em, is set larger', async () => {
  for (const copy of ['Bonjour', '향기']) {
    expect(await scaleOf('pretendard-extrabold', copy)).toBe(1);
    expect(await scaleOf('nanum-pen-script', copy)).toBeGreaterThan(1.3);
    expect(await scaleOf('nanum-pen-script', copy)).toBeLessThan(1.75);
  }
});
