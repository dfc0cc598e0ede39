import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchForHang } from './hang-watch.ts';

const causes: string[] = [];
let cpuMs = 0;
const stops: (() => void)[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  causes.length = 0;
  cpuMs = 0;
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.useRealTimers();
});

function watch(options: { limitMs?: number; usesCpu?: boolean } = {}) {
  stops.push(
    watchForHang({
      pid: 1,
      hangMs: 10_000,
      limitMs: Number.POSITIVE_INFINITY,
      usesCpu: true,
      onHung: (cause) => causes.push(cause),
      cpuTimeMs: async () => cpuMs,
      ...options,
    }),
  );
}

/** Time passes, of which the process computes a share. */
async function pass(ms: number, share: number) {
  for (let passed = 0; passed < ms; passed += 250) {
    cpuMs += 250 * share;
    await vi.advanceTimersByTimeAsync(250);
  }
}

test('a process that computes is not hung, however long it takes', async () => {
  watch();
  await pass(600_000, 0.05);
  expect(causes).toEqual([]);
});

test('a process without progress is hung, though its watching thread wakes up now and then', async () => {
  watch();
  await pass(8000, 1);
  await pass(9000, 0.001);
  expect(causes).toEqual([]);
  await pass(4000, 0.001);
  expect(causes).toEqual([expect.stringMatching(/no progress for 10 s/)]);
});

test('a pause that is short of the limit is none', async () => {
  watch();
  for (let round = 0; round < 10; round++) {
    await pass(8000, 0);
    await pass(2000, 0.5);
  }
  expect(causes).toEqual([]);
});

test('one that takes far longer than ever is hung, however busy', async () => {
  watch({ limitMs: 60_000 });
  await pass(59_000, 1);
  expect(causes).toEqual([]);
  await pass(3000, 1);
  expect(causes).toEqual([expect.stringMatching(/far longer/)]);
});

test('on a GPU only the time counts', async () => {
  watch({ usesCpu: false, limitMs: 60_000 });
  await pass(59_000, 0);
  expect(causes).toEqual([]);
  await pass(3000, 0);
  expect(causes).toHaveLength(1);
});

test('nothing is said any more once it has stopped', async () => {
  watch();
  await pass(5000, 0);
  stops[0]?.();
  await pass(60_000, 0);
  expect(causes).toEqual([]);
});
