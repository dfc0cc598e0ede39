import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { freeGivenAway, giveAway } from './give-away.ts';

test('bytes that were given away leave no memory', () => {
  const bytes = Buffer.allocUnsafeSlow(256 * 1024);
  const { buffer } = bytes;
  freeGivenAway(giveAway(bytes));
  expect(buffer.byteLength).toBe(0);
  expect(bytes.byteLength).toBe(0);
});

test('also when they lie in a message that holds little more', () => {
  const message = Buffer.allocUnsafeSlow(256 * 1024 + 100);
  freeGivenAway(giveAway(message.subarray(20, 20 + 256 * 1024)));
  expect(message.byteLength).toBe(0);
});

test('bytes that nobody gave away stay', () => {
  const bytes = Buffer.allocUnsafeSlow(256 * 1024);
  freeGivenAway(bytes);
  expect(bytes.byteLength).toBe(256 * 1024);
});

test("memory that others share stays: a part of a larger read, Node's pool", () => {
  const large = randomBytes(1024 * 1024);
  freeGivenAway(giveAway(large.subarray(0, 256 * 1024)));
  expect(large.byteLength).toBe(1024 * 1024);

  const pooled = Buffer.from('a small piece');
  const neighbour = Buffer.from('its neighbour');
  expect(pooled.buffer).toBe(neighbour.buffer);
  freeGivenAway(giveAway(pooled));
  expect(neighbour.toString()).toBe('its neighbour');
});
