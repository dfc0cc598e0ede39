import { Worker } from 'node:worker_threads';
import { type BandKernel, kernelModules } from './band-kernel.ts';
import type { FromBandThread, ToBandThread } from './band-messages.ts';
import type { BandCounter } from './claim-bands.ts';
import { collectShared, sharedBytesAllocated } from './shared-array.ts';

interface BandThread {
  worker: Worker;
  jobs: Map<number, PromiseWithResolvers<void>>;
  /** `sharedBytesAllocated` at its last job. */
  allocatedBefore: number;
}

/**
 * Kernels keep nothing between bands but a few numbers: without these limits V8 would let each thread's heap grow to what
 * the whole process may have.
 */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

const threads: BandThread[] = [];
/** Threads that cannot even start are not started in a loop: with fewer of them everything only takes longer. */
const MOST_RESTARTS = 8;

let jobsBegun = 0;
let restarts = 0;

/**
 * Starts threads that work beside the calling one; like those of libuv and libvips they belong to the process. Without
 * any, everything runs on the calling thread, with the same result.
 */
export function startBandThreads(count: number): void {
  for (let started = 0; started < count; started++) startThread();
}

/** Has the threads import the modules of the kernels that were made so far, before somebody waits for it. */
export async function warmBandThreads(): Promise<void> {
  await Promise.allSettled(
    threads.map((thread) => begin(thread, (job) => ({ kind: 'import', job, urls: kernelModules() }))),
  );
}

export function bandThreadCount(): number {
  return threads.length;
}

/** Ends the threads. */
export async function stopBandThreads(): Promise<void> {
  await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()));
}

/** Frees pictures that are not needed any more, in all threads. */
export function collectAllShared(): void {
  collectShared();
  for (const thread of threads) post(thread, { kind: 'collect' });
}

/** Has every thread take bands from the counter until there is none left; for each a promise of its end. */
export function shareBands<C>(kernel: BandKernel<C>, context: C, counter: BandCounter): Promise<void>[] {
  const allocated = sharedBytesAllocated();
  return threads.map((thread) => {
    const allocatedBytes = allocated - thread.allocatedBefore;
    thread.allocatedBefore = allocated;
    const { url, name } = kernel;
    return begin(thread, (job) => ({ kind: 'run', job, url, name, context, counter, allocatedBytes }));
  });
}

function begin(thread: BandThread, message: (job: number) => ToBandThread): Promise<void> {
  const settled = Promise.withResolvers<void>();
  jobsBegun += 1;
  thread.jobs.set(jobsBegun, settled);
  thread.worker.ref();
  post(thread, message(jobsBegun));
  return settled.promise;
}

function startThread(): void {
  const worker = new Worker(new URL('./band-thread-main.ts', import.meta.url), { resourceLimits: LIMITS });
  const thread: BandThread = { worker, jobs: new Map(), allocatedBefore: sharedBytesAllocated() };
  threads.push(thread);
  let fault: unknown;
  worker.on('message', ({ job, error }: FromBandThread) => {
    const settled = thread.jobs.get(job);
    thread.jobs.delete(job);
    if (thread.jobs.size === 0) worker.unref();
    if (error === undefined) settled?.resolve();
    else settled?.reject(error);
  });
  worker.on('error', (error) => {
    fault = error;
  });
  worker.on('exit', () => {
    const index = threads.indexOf(thread);
    if (index >= 0) threads.splice(index, 1);
    for (const settled of thread.jobs.values())
      settled.reject(fault ?? new Error('A band thread has ended.'));
    if (index < 0 || restarts >= MOST_RESTARTS) return;
    restarts += 1;
    startThread();
  });
  // Only its jobs keep the process alive.
  worker.unref();
}

function post({ worker }: BandThread, message: ToBandThread): void {
  worker.postMessage(message);
}
