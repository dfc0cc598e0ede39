import { channel } from 'node:diagnostics_channel';
import type { BandKernel } from './band-kernel.ts';
import { bandThreadCount, shareBands } from './band-threads.ts';
import { bandsDone, closeBands, createBandCounter, takeBand } from './claim-bands.ts';
import { plainData } from './plain-data.ts';
import { isShared } from './shared-array.ts';

export interface BandWork<Context> {
  kernel: BandKernel<Context>;
  /** What the kernel's `create` is given, without any functions: plain data, large arrays in shared memory. */
  context: Context;
  /** The arrays of the context that the kernel writes to. They must be shared. */
  writes: readonly ArrayBufferView[];
  /** First row; 0 by default. */
  from?: number;
  /** One past the last row. */
  rows: number;
  /** Pixels that a row costs: bands are so large that a few of them take some 10 ms. */
  rowPixels: number;
  /** Called between bands with the part done, 0..1. What it throws ends the work. */
  pause?: ((fraction: number) => Promise<void> | void) | undefined;
}

/** What is told of each piece of work that has ended, on the diagnostics channel of this name: a `BandTiming`. */
export const BANDS_CHANNEL = 'nanococoa:bands';

export interface BandTiming {
  kernel: string;
  ms: number;
}

/** Most rows handed out at a time; and about how many pixels. */
const MOST_ROWS = 16;
const BAND_PIXELS = 16 * 1024;
/** Less than this is done before another thread has begun. */
const LEAST_PIXELS = 128 * 1024;

const timings = channel(BANDS_CHANNEL);

/**
 * Runs a kernel over all rows, on this thread and the process's band threads: each takes the next band when it has done
 * one, so that a busy core only gets fewer of them. Throws what `pause` throws, and an Error whose cause is what a thread
 * failed with; no thread works on it any more then.
 */
export async function runBands<C>(work: BandWork<C>): Promise<void> {
  const { kernel, from = 0, rows, pause } = work;
  const context = plainData(work.context);
  if (!work.writes.every(isShared)) throw new Error(`${kernel.name} writes to an array that is not shared.`);
  // A sum gone wrong would hand out bands for ever.
  if (!Number.isFinite(rows * work.rowPixels))
    throw new Error(`${kernel.name} was given ${rows} rows of ${work.rowPixels} pixels.`);
  const started = performance.now();
  const bandRows = Math.max(1, Math.min(MOST_ROWS, Math.round(BAND_PIXELS / work.rowPixels)));
  const counter = createBandCounter(from, rows, bandRows);
  const isWorthSharing = bandThreadCount() > 0 && (rows - from) * work.rowPixels >= LEAST_PIXELS;
  const others = isWorthSharing ? shareBands(kernel, context, counter) : [];
  // Rejects with the first failure; heard below, unless this thread fails itself.
  const failure = Promise.all(others);
  failure.catch(() => undefined);
  try {
    const run = kernel.create(context);
    for (let end = takeBand(counter, run); end !== undefined; end = takeBand(counter, run))
      await pause?.((end - from) / (rows - from));
    await bandsDone(counter, closeBands(counter), failure);
  } catch (error) {
    closeBands(counter);
    const ends = await Promise.allSettled(others);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed?.reason !== error) throw error;
    throw new Error(`${kernel.name} failed in a thread.`, { cause: error });
  }
  if (timings.hasSubscribers)
    timings.publish({ kernel: kernel.name, ms: performance.now() - started } satisfies BandTiming);
}
