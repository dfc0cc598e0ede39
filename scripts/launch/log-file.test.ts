import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFile } from './log-file.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'log-'));
  path = join(dir, 'logs/backend.log');
});
afterEach(() => rmSync(dir, { recursive: true }));

test("the last run's log is kept beside the present one", () => {
  createLogFile(path).write('first run');
  createLogFile(path).write('second run');
  expect(readFileSync(path, 'utf8')).toBe('second run\n');
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('first run\n');
});

test('a log never grows beyond its limit', () => {
  const file = createLogFile(path, 100);
  for (let number = 0; number < 50; number++) file.write(`line ${number}`.padEnd(30));
  expect(readFileSync(path, 'utf8').length).toBeLessThanOrEqual(100);
  expect(readFileSync(`${path}.1`, 'utf8').length).toBeLessThanOrEqual(100);
  expect(file.tail().at(-1)?.trim()).toBe('line 49');
});
