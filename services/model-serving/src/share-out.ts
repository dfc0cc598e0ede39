import { availableParallelism } from 'node:os';
import type { ModelServingConfig } from './config.ts';
import { threadsPerModel } from './models/threads-per-model.ts';

/** How the machine is shared out. */
export interface Shares {
  /** Steps at the same time. */
  slots: number;
  /** Threads of each model's process. */
  threads: number;
  /** Threads of each pixel worker that encode and decode beside those that compute. */
  pixelThreads: number;
  /** Threads of each pixel worker that compute, its main thread included. */
  computeThreads: number;
}

/** Shares devices and processor cores out between the steps that may run at the same time. */
export function shareOut(
  config: Pick<ModelServingConfig, 'slots' | 'cores'>,
  devices: readonly unknown[],
): Shares {
  const slots = config.slots > 0 ? config.slots : devices.length;
  const cores = config.cores > 0 ? config.cores : availableParallelism();
  const threads = threadsPerModel({ cores, slots });
  const ofEach = Math.max(1, Math.floor(cores / slots));
  return {
    slots,
    threads,
    pixelThreads: Math.max(LEAST_PIXEL_THREADS, ofEach),
    computeThreads: Math.min(MOST_COMPUTE_THREADS, ofEach),
  };
}

/** A preview must not wait for the picture that is being encoded. */
const LEAST_PIXEL_THREADS = 2;
/** What is left to one thread, and what passes through memory, makes more of little use; each takes memory. */
const MOST_COMPUTE_THREADS = 8;
