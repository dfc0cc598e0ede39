import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { renderCoverage } from './fonts.ts';

test('assets/fonts/coverage.json says what the font files say', async () => {
  const stored = await readFile(new URL('../assets/fonts/coverage.json', import.meta.url), 'utf8');
  expect(stored === (await renderCoverage())).toBe(true);
});
