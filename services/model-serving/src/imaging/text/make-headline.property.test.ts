import { describe, expect, test } from 'vitest';
import { createRandom } from '../math/random.ts';
import { expectInsideArea } from './inside-area.fixture.ts';
import { randomCopy } from './random-copy.fixture.ts';

describe.each(['ko', 'en'] as const)('random copies, %s', (language) => {
  test.each(Array.from({ length: 20 }, (_, n) => n))('copy %i lies inside its area', (n) =>
    expectInsideArea(language, n),
  );
});

test('the copies are as odd as they should be', () => {
  const copies = Array.from({ length: 400 }, (_, n) => randomCopy('ko', createRandom(n)));
  expect(Math.max(...copies.map((copy) => [...copy.normalize('NFC')].length))).toBe(80);
  expect(copies.some((copy) => copy !== copy.normalize('NFC'))).toBe(true);
  expect(copies.some((copy) => /^\d{80}$/.test(copy))).toBe(true);
  expect(copies.some((copy) => copy.includes('\n\n'))).toBe(true);
});
