import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openMemoryEstimates } from './estimates.ts';

let folder: string;
let file: string;
const log = createLogger({ service: 'test', level: 'silent' });
const warn = vi.spyOn(log, 'warn');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'estimates-'));
  file = join(folder, 'kept', 'memory.json');
  warn.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('what was set is there after a restart, and nothing else lies beside it', () => {
  const estimates = openMemoryEstimates({ file, log });
  expect(estimates.get('u2netp')).toBeUndefined();
  estimates.set('u2netp', 400.4);
  expect(estimates.get('u2netp')).toBe(400);
  estimates.close();
  expect(openMemoryEstimates({ file, log }).get('u2netp')).toBe(400);
  expect(readdirSync(join(folder, 'kept'))).toEqual(['memory.json']);
});

test('it is written once in a while, not at each change', () => {
  vi.useFakeTimers();
  const estimates = openMemoryEstimates({ file, log, writeDelayMs: 1000 });
  estimates.set('a', 1);
  vi.advanceTimersByTime(900);
  estimates.set('a', 2);
  expect(() => readFileSync(file)).toThrow('ENOENT');
  vi.advanceTimersByTime(100);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ a: 2 });
  estimates.set('a', 2);
  expect(vi.getTimerCount()).toBe(0);
});

test('the keys set longest ago go', () => {
  const estimates = openMemoryEstimates({ file, log, maxKeys: 2 });
  for (const [key, bytes] of Object.entries({ a: 1, b: 2 })) estimates.set(key, bytes);
  estimates.set('a', 3);
  estimates.set('c', 4);
  estimates.close();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ a: 3, c: 4 });
});

test.each(['{"a": 1', '[1]', 'null', ''])('a damaged file (%j) is an empty one, with a warning', (text) => {
  file = join(folder, 'memory.json');
  writeFileSync(file, text);
  const estimates = openMemoryEstimates({ file, log });
  expect(estimates.get('a')).toBeUndefined();
  expect(warn).toHaveBeenCalledTimes(1);
  estimates.set('a', 5);
  estimates.close();
  expect(openMemoryEstimates({ file, log }).get('a')).toBe(5);
});

test('values that are no bytes are dropped', () => {
  file = join(folder, 'memory.json');
  writeFileSync(file, '{"a": -1, "b": "x", "c": 7, "d": 1e99}');
  const estimates = openMemoryEstimates({ file, log });
  expect(['a', 'b', 'c', 'd'].map((key) => estimates.get(key))).toEqual([undefined, undefined, 7, undefined]);
  expect(warn).toHaveBeenCalledTimes(1);
});

test('a file that cannot be written is logged, and the measurements are used all the same', () => {
  writeFileSync(join(folder, 'kept'), 'a file where the folder should be');
  const estimates = openMemoryEstimates({ file, log });
  warn.mockClear();
  estimates.set('a', 5);
  estimates.close();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(estimates.get('a')).toBe(5);
});
