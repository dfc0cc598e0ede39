import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

const AD = { part: '', width: 1080, height: 1350, jobId: '01JABCDEFGHJKMNPQRSTVWXYZ9', extension: 'jpg' };

test.each([
  ['오늘의 커피\n3,900원', '오늘의-커피-3-900원-1080x1350-vwxyz9.jpg'],
  ['커피'.normalize('NFD'), '커피-1080x1350-vwxyz9.jpg'],
  ['  50% off! <new> "a/b\\c:d|e?f*"', '50-off-new-a-b-c-d-e-f-1080x1350-vwxyz9.jpg'],
  ['..', 'nanococoa-1080x1350-vwxyz9.jpg'],
  ['', 'nanococoa-1080x1350-vwxyz9.jpg'],
  ['CON', 'CON-1080x1350-vwxyz9.jpg'],
  ['🍋 Yuzu', 'Yuzu-1080x1350-vwxyz9.jpg'],
])('%j is saved as %s', (words, name) => {
  expect(fileNameOf({ ...AD, words })).toBe(name);
});

test('is never too long for a file system, nor cut within a character', () => {
  const name = fileNameOf({ ...AD, words: '가나다 '.repeat(40), part: 'letters' });
  expect(new TextEncoder().encode(name).byteLength).toBeLessThan(140);
  expect(name).toMatch(/^가나다(-[가나다]+)*-letters-1080x1350-vwxyz9\.jpg$/);
});
