import { expect, test } from 'vitest';
import { shortLine } from './short-line.ts';

test('a warning of a service is told in short, its other fields stay in the file', () => {
  const line =
    '{"level":"warn","time":"2026-11-23T06:00:00Z","service":"backend","msg":"step failed","reason":"MODEL_DIED"}';
  expect(shortLine(line)).toBe('warn: step failed MODEL_DIED');
});

test('ordinary lines are not told', () => {
  expect(shortLine('{"level":"info","msg":"call"}')).toBeUndefined();
  expect(shortLine('plain text')).toBeUndefined();
  expect(shortLine('{broken')).toBeUndefined();
});

test('errors of Envoy are told, its warnings are not', () => {
  expect(
    shortLine('{"time":"2026-11-23T06:00:00Z","level":"critical","service":"gateway","msg":"no such file"}'),
  ).toBe('critical: no such file');
  expect(shortLine('{"level":"warning","service":"gateway","msg":"deprecated"}')).toBeUndefined();
});

test('the exception that ended a process is told, cut to one line of a terminal', () => {
  expect(shortLine('TypeError: x is not a function')).toBe('TypeError: x is not a function');
  expect(shortLine(`Error: ${'x'.repeat(1000)}`)).toHaveLength(240);
});
