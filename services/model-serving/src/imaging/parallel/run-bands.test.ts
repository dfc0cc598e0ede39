import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, expect, test } from 'vitest';
import { bandThreadCount, startBandThreads, stopBandThreads } from './band-threads.ts';
import { FILL, type FillContext } from './fill-rows.fixture.ts';
import { BANDS_CHANNEL, runBands } from './run-bands.ts';
import { sharedFloats } from './shared-array.ts';

afterEach(() => stopBandThreads());

const ROWS = 500;

function context(given: Partial<FillContext> = {}): FillContext {
  return { counts: sharedFloats(ROWS), threads: sharedFloats(ROWS), ...given };
}

/** So many threads, the test's own included, have to come together. */
function meetingOf(threads: number): Int32Array {
  return Object.assign(new Int32Array(new SharedArrayBuffer(8)), { 1: threads });
}

const work = (given: FillContext, pause?: (fraction: number) => void) =>
  runBands({
    ...{ kernel: FILL, context: given, writes: [given.counts, given.threads], rows: ROWS, rowPixels: 1024 },
    ...(pause && { pause }),
  });

test.each([0, 1, 3])('does every row once with %d threads beside this one', async (threads) => {
  startBandThreads(threads);
  const given = context({ meeting: meetingOf(threads + 1) });
  await work(given);
  expect([...new Set(given.counts)]).toEqual([1]);
  expect(new Set(given.threads).size).toBe(threads + 1);
});

test('begins at `from`', async () => {
  const given = context();
  await runBands({
    ...{ kernel: FILL, context: given, writes: [given.counts] },
    ...{ from: 100, rows: 300, rowPixels: 1 },
  });
  expect(given.counts.indexOf(1)).toBe(100);
  expect(given.counts.reduce((a, b) => a + b)).toBe(200);
});

test.each([
  [Number.NaN, 1],
  [ROWS, Number.NaN],
  [Number.POSITIVE_INFINITY, 1],
])('%d rows of %d pixels are an error, not work without end', async (rows, rowPixels) => {
  const given = context();
  const bands = runBands({ kernel: FILL, context: given, writes: [given.counts], rows, rowPixels });
  await expect(bands).rejects.toThrow('rows of');
});

test('a row takes as little as it may: wide rows come one by one, and pause is called after each', async () => {
  const fractions: number[] = [];
  const given = context();
  await runBands({
    ...{ kernel: FILL, context: given, writes: [given.counts], rows: 8, rowPixels: 100_000 },
    pause: (fraction) => void fractions.push(fraction),
  });
  expect(fractions).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((row) => row / 8));
});

test('an error in a thread fails the work with its cause, and the threads go on to the next', async () => {
  startBandThreads(1);
  const failing = context({ failAt: 0, meeting: meetingOf(2) });
  const error = await work(failing).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: 'fillRows failed in a thread.' });
  expect((error as Error).cause).toBeInstanceOf(RangeError);
  const next = context({ meeting: meetingOf(2) });
  await work(next);
  expect([...new Set(next.counts)]).toEqual([1]);
});

test('stops between bands when pause throws, in all threads', async () => {
  startBandThreads(1);
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const given = context({ meeting: meetingOf(2), gate });
  const stopped = work(given, () => {
    setTimeout(() => {
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
    }, 20);
    throw new Error('stopped');
  });
  await expect(stopped).rejects.toThrow('stopped');
  // One band of 16 rows in each of the two threads.
  expect(given.counts.reduce((a, b) => a + b)).toBe(32);
});

test('refuses to write where the other threads would write to a copy', async () => {
  const given = context({ counts: new Float32Array(ROWS) });
  await expect(work(given)).rejects.toThrow('not shared');
});

test('a thread that has ended is replaced', async () => {
  startBandThreads(1);
  const gone = context({ meeting: meetingOf(2) });
  await expect(
    runBands({
      ...{ kernel: { ...FILL, url: new URL('./end-thread.fixture.ts', import.meta.url).href } },
      ...{ context: gone, writes: [gone.counts], rows: ROWS, rowPixels: 1024 },
    }),
  ).rejects.toThrow('failed in a thread');
  await expect.poll(() => bandThreadCount()).toBe(1);
  const next = context({ meeting: meetingOf(2) });
  await work(next);
  expect([...new Set(next.counts)]).toEqual([1]);
});

test('does not wait for a thread that has not begun', async () => {
  startBandThreads(1);
  const held = context({ gate: new Int32Array(new SharedArrayBuffer(4)), meeting: meetingOf(2) });
  const first = work(held);
  // The thread hangs in a band of the first work meanwhile.
  const next = context();
  await work(next);
  expect([...new Set(next.counts)]).toEqual([1]);
  expect([...new Set(next.threads)]).toEqual([0]);
  Atomics.store(held.gate ?? new Int32Array(1), 0, 1);
  Atomics.notify(held.gate ?? new Int32Array(1), 0);
  await first;
  expect([...new Set(held.counts)]).toEqual([1]);
});

test('tells how long each kernel took', async () => {
  const heard: unknown[] = [];
  const listen = (timing: unknown) => void heard.push(timing);
  subscribe(BANDS_CHANNEL, listen);
  await work(context());
  unsubscribe(BANDS_CHANNEL, listen);
  expect(heard).toEqual([{ kernel: 'fillRows', ms: expect.any(Number) }]);
});
