import { expect, test } from 'vitest';
import { createByteCache } from './byte-cache.ts';

const sized = (sizeBytes: number) => ({ sizeBytes });

test('what was used longest ago makes room', () => {
  const cache = createByteCache({ maxBytes: 10 });
  const [a, b, c] = [sized(4), sized(4), sized(4)];
  cache.set('a', a);
  cache.set('b', b);
  expect(cache.get('a')).toBe(a);
  cache.set('c', c);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([a, undefined, c]);
});

test('the same key again counts once, and what is too large is not kept', () => {
  const cache = createByteCache({ maxBytes: 10 });
  for (let i = 0; i < 5; i += 1) cache.set('a', sized(4));
  cache.set('b', sized(6));
  expect(cache.get('a')).toBeDefined();
  cache.set('c', sized(11));
  expect(cache.get('c')).toBeUndefined();
  expect(cache.get('b')).toBeDefined();
});
