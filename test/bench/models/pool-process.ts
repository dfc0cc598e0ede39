import { setTimeout as delay } from 'node:timers/promises';
import { createMemorySampler } from '../../../services/model-serving/src/memory/sample-memory.ts';
import { CUTOUT_MODEL_ID } from '../../../services/model-serving/src/models/cutout-model.ts';
import { float32Tensor } from '../../../services/model-serving/src/models/float32-tensor.ts';
import { startBenchModels } from '../harness/bench-models.ts';
import { cutoutInput } from './cutout-input.ts';

/** What the pool's process is asked for; each answer is one number. */
export type PoolTask =
  /** Milliseconds of an inference of the loaded model. */
  | { kind: 'infer' }
  /** Milliseconds of the first inference of a model that is not loaded, with a spare process or without. */
  | { kind: 'load'; spare: boolean }
  /** Loads, infers, unloads: private memory of this process and its children then, bytes. */
  | { kind: 'cycle' }
  /**
   * Milliseconds from an abort, after this share of what the same took just before, to when nothing works on it any
   * more; 0 when it was faster.
   */
  | { kind: 'cancel'; after: number; load: boolean };

export interface PoolAnswer {
  value: number;
}

const { pool, close } = await startBenchModels(process.argv[2]);
const { data, dims } = cutoutInput();
const tensor = float32Tensor(data, dims);
const { inputs } = await pool.load(CUTOUT_MODEL_ID, AbortSignal.timeout(30_000));
const sample = createMemorySampler();
const SETTLED_MS = 1000;

process.on('message', (task: PoolTask) => {
  answer(task).then(
    (value) => process.send?.({ value } satisfies PoolAnswer),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => void close().then(() => process.exit(0)));
process.send?.('ready');

async function answer(task: PoolTask): Promise<number> {
  switch (task.kind) {
    case 'infer':
      return await timed(() => infer());
    case 'load':
      await pool.unload(CUTOUT_MODEL_ID);
      await spareSettled();
      if (!task.spare) {
        // It takes the spare process, and another one is not started at once.
        await infer();
        await pool.unload(CUTOUT_MODEL_ID);
        if (pool.pids().length > 0) throw new Error('There is a spare process already.');
      }
      return await timed(() => infer());
    case 'cycle':
      await infer();
      await pool.unload(CUTOUT_MODEL_ID);
      await spareSettled();
      return [...sample([process.pid, ...pool.pids()]).values()].reduce(
        (sum, { privateBytes }) => sum + privateBytes,
        0,
      );
    case 'cancel':
      return await cancelled(task);
  }
}

async function cancelled({ after, load }: { after: number; load: boolean }): Promise<number> {
  const prepare = async () => {
    if (load) await pool.unload(CUTOUT_MODEL_ID);
    else await infer();
    await until(() => pool.pids().length === (load ? 1 : 2));
  };
  await prepare();
  const wholeMs = await timed(() => infer());
  await prepare();
  const cancel = new AbortController();
  let abortedMs = 0;
  const timer = setTimeout(() => {
    abortedMs = performance.now();
    cancel.abort();
  }, after * wholeMs);
  await infer(cancel.signal).catch(() => undefined);
  clearTimeout(timer);
  return abortedMs === 0 ? 0 : performance.now() - abortedMs;
}

function infer(signal = AbortSignal.timeout(60_000)): Promise<unknown> {
  return pool.infer(CUTOUT_MODEL_ID, { [inputs[0].name]: tensor }, signal);
}

/** There is a spare process, and it has had time to bring into memory what a load needs. */
async function spareSettled(): Promise<void> {
  await until(() => pool.pids().length === 1);
  await delay(SETTLED_MS);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(20);
}
