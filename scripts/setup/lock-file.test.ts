import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockOwner, lockPath, takeLock } from './lock-file.mjs';
import { processStartTime } from './process-start-time.mjs';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
  path = lockPath(dir);
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a second start is told in one sentence where the first one is', () => {
  takeLock(path, 'http://127.0.0.1:8080');
  expect(() => takeLock(path, 'http://127.0.0.1:9090')).toThrow(
    `nanoCocoa already runs from this folder: open http://127.0.0.1:8080, or stop it with: kill ${process.pid}`,
  );
  expect(lockOwner(path)).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:8080' });
});

test('a released lock can be taken again, and nothing is left beside it', () => {
  takeLock(path, 'a:1').release();
  expect(lockOwner(path)).toBeUndefined();
  takeLock(path, 'a:1');
  expect(readdirSync(join(dir, 'run'))).toEqual(['lock']);
});

test.each([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1', address: 'a:1' })],
  [
    'an id that another process got since',
    JSON.stringify({ pid: process.pid, startTime: 'earlier', address: 'a:1' }),
  ],
  ['a machine that lost power while writing', '{"pid":'],
  ['something else that wrote there', '522'],
])('the lock of %s counts for nothing', (_, content) => {
  takeLock(path, 'a:1').release();
  writeFileSync(path, content);
  takeLock(path, 'b:2');
  expect(lockOwner(path)?.address).toBe('b:2');
});

test('a process start time tells processes apart', () => {
  expect(processStartTime(process.pid)).toBeTruthy();
  expect(processStartTime(process.pid)).not.toBe(processStartTime(1));
});
