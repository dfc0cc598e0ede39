import { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, test } from 'vitest';
import { EMPTY_LOG, LOG_MS, logged } from './status-log.ts';

const statusOf = (...ids: string[]) =>
  ServerStatus.fromPartial({ workers: ids.map((id) => ({ id, cpuCores: 1.5, memoryBytes: 100 })) });

test('keeps the last minutes of all workers together', () => {
  let log = logged(EMPTY_LOG, statusOf('a', 'b'), 1_000);
  log = logged(log, statusOf('a'), 2_000);
  expect(log.samples).toEqual([
    { timeMs: 1_000, cpuCores: 3, memoryBytes: 200 },
    { timeMs: 2_000, cpuCores: 1.5, memoryBytes: 100 },
  ]);
  expect(logged(log, statusOf('a'), 1_000 + LOG_MS).samples.map(({ timeMs }) => timeMs)).toEqual([
    2_000,
    1_000 + LOG_MS,
  ]);
});

test('knows which workers are away, since when, until they are back or forgotten', () => {
  let log = logged(EMPTY_LOG, statusOf('a', 'b'), 1_000);
  log = logged(log, statusOf('b'), 3_000);
  log = logged(log, statusOf('b'), 9_000);
  expect([...log.away]).toEqual([['a', 1_000]]);
  expect([...logged(log, statusOf('a', 'b'), 10_000).away]).toEqual([]);
  expect([...logged(log, statusOf('b'), 1_000 + LOG_MS).away]).toEqual([]);
});
