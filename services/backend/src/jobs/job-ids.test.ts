import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createIds } from './job-ids.ts';

test('ids have 26 characters and sort in the order they were made, even when the clock goes back', () => {
  const times = [
    1_700_000_000_000, 1_700_000_000_000, 1_699_999_999_000, 1_700_000_000_001, 1_700_000_000_001,
  ];
  const nextId = createIds({ nowMs: () => times.shift() ?? 1_700_000_000_002, randomBytes });
  const ids = Array.from({ length: 50 }, () => nextId());
  expect(new Set(ids).size).toBe(50);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});

test('the time leads, so that ids of a later start sort after those of an earlier one', () => {
  const early = createIds({ nowMs: () => 1, randomBytes: (n) => new Uint8Array(n).fill(255) });
  const late = createIds({ nowMs: () => 2, randomBytes: (n) => new Uint8Array(n) });
  expect(late() > early()).toBe(true);
});

test('running out of random bits in one millisecond carries into the time', () => {
  const nextId = createIds({ nowMs: () => 5, randomBytes: (n) => new Uint8Array(n).fill(255) });
  const first = nextId();
  expect(nextId() > first).toBe(true);
});
