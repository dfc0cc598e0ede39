import { expect, test } from 'vitest';
import { float32Elements, float32Tensor } from '../../services/model-serving/src/models/float32-tensor.ts';
import { makeOnnx } from '../models/support/make-onnx.ts';
import { isAlive } from '../support/is-alive.ts';
import { slowGraph } from './support/test-graphs.ts';
import { SIGNAL, startPool } from './support/test-pool.ts';

const X = { x: float32Tensor(new Float32Array([1, 2, 3, 4]), [4]) };
const SIDE = 512;
const SQUARE = { x: float32Tensor(new Float32Array(SIDE * SIDE), [SIDE, SIDE]) };
const MODELS = {
  plus: { graph: makeOnnx() },
  // Tens of seconds.
  slow: { graph: slowGraph(SIDE, 4000) },
  // A tenth of a second, more or less.
  short: { graph: slowGraph(SIDE, 8) },
};

type Pool = Awaited<ReturnType<typeof startPool>>;

/** Begins an inference, and waits until its process computes. */
async function begin({ pool, pidOf }: Pool, id: string, signal = SIGNAL) {
  const result = pool.infer(id, SQUARE, signal);
  result.catch(() => undefined);
  await expect.poll(() => pool.loaded().some((model) => model.id === id && model.busy)).toBe(true);
  return { result, pid: pidOf(id) };
}

async function timed(promise: Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await promise.catch(() => undefined);
  return performance.now() - startMs;
}

test('a long inference is ended when it is cancelled, and only then said to be', async () => {
  const started = await startPool({ models: MODELS });
  const controller = new AbortController();
  const { result, pid } = await begin(started, 'slow', controller.signal);
  controller.abort(new Error('enough'));
  expect(isAlive(pid)).toBe(true);
  expect(await timed(result)).toBeLessThan(500);
  expect(isAlive(pid)).toBe(false);
  await expect(result).rejects.toThrow('enough');
  expect(started.entries()).toEqual([]);
});

test('a short one may end by itself, and its model stays', async () => {
  const started = await startPool({ models: MODELS });
  const { pool, pidOf } = started;
  await pool.infer('short', SQUARE, SIGNAL);
  const tookMs = await timed(pool.infer('short', SQUARE, SIGNAL));
  const controller = new AbortController();
  const { result, pid } = await begin(started, 'short', controller.signal);
  controller.abort(new Error('enough'));
  await expect(result).rejects.toThrow('enough');
  // On a machine so slow that it took longer than the grace, it had to be ended.
  if (tookMs < 100) expect(pidOf('short')).toBe(pid);
  const { y } = await pool.infer('short', SQUARE, SIGNAL);
  expect(y?.dims).toEqual([SIDE, SIDE]);
});

test('who waits in the line is out of it at once; a load that is cancelled leaves nothing behind', async () => {
  const started = await startPool({ models: MODELS });
  const { pool } = started;
  const { result, pid } = await begin(started, 'slow');
  const controller = new AbortController();
  const waiting = pool.infer('slow', SQUARE, controller.signal);
  waiting.catch(() => undefined);
  controller.abort(new Error('no more'));
  expect(await timed(waiting)).toBeLessThan(50);
  await expect(waiting).rejects.toThrow('no more');
  expect(isAlive(pid)).toBe(true);

  const loading = new AbortController();
  const load = pool.load('plus', loading.signal);
  load.catch(() => undefined);
  await expect.poll(() => started.entry('plus'), { interval: 1 }).toBeDefined();
  loading.abort(new Error('never mind'));
  expect(await timed(load)).toBeLessThan(500);
  await expect(load).rejects.toThrow('never mind');
  await pool.infer('plus', X, SIGNAL);
  process.kill(pid, 'SIGKILL');
  await expect(result).rejects.toMatchObject({ reason: 'MODEL_PROCESS_FAILED' });
});

test('a process that is killed fails its inference within a second, with the cause; those behind it are served', async () => {
  const started = await startPool({ models: MODELS });
  const { pool, pidOf } = started;
  const { result, pid } = await begin(started, 'slow');
  const stop = new AbortController();
  const behind = pool.infer('slow', SQUARE, stop.signal);
  behind.catch(() => undefined);
  process.kill(pid, 'SIGKILL');
  expect(await timed(result)).toBeLessThan(1000);
  await expect(result).rejects.toMatchObject({
    reason: 'MODEL_PROCESS_FAILED',
    message: expect.stringMatching(/SIGKILL.*memory/),
    metadata: { retriable: 'true' },
  });
  await expect.poll(() => pidOf('slow')).toBeGreaterThan(0);
  expect(pidOf('slow')).not.toBe(pid);
  stop.abort(new Error('enough'));
  await expect(behind).rejects.toThrow('enough');
});

test('a process that crashes says how', async () => {
  const started = await startPool({ models: MODELS });
  const { result, pid } = await begin(started, 'slow');
  process.kill(pid, 'SIGSEGV');
  await expect(result).rejects.toMatchObject({
    reason: 'MODEL_PROCESS_FAILED',
    metadata: { cause: 'signal SIGSEGV' },
  });
});

test('a process that hangs is ended, and the model works again', async () => {
  const started = await startPool({ models: MODELS, hangMs: 500 });
  const { pool, entries } = started;
  const { result, pid } = await begin(started, 'slow');
  process.kill(pid, 'SIGSTOP');
  expect(await timed(result)).toBeLessThan(2000);
  await expect(result).rejects.toMatchObject({
    reason: 'MODEL_PROCESS_FAILED',
    message: expect.stringMatching(/hung: no progress/),
  });
  expect(isAlive(pid)).toBe(false);
  expect(entries()).toEqual([]);

  await pool.infer('plus', X, SIGNAL);
  const idlePid = started.pidOf('plus');
  process.kill(idlePid, 'SIGKILL');
  await expect.poll(() => started.pidOf('plus')).toBe(0);
  const { y } = await pool.infer('plus', X, SIGNAL);
  expect(y && float32Elements(y)).toEqual(new Float32Array([2, 3, 4, 5]));
});

test('models run beside each other, and what is asked of one that is full is refused', async () => {
  const started = await startPool({ models: MODELS });
  const { pool } = started;
  const stop = new AbortController();
  await begin(started, 'slow', stop.signal);
  const waiting = Array.from({ length: 32 }, () => pool.infer('slow', SQUARE, stop.signal));
  for (const each of waiting) each.catch(() => undefined);
  await expect(pool.infer('slow', SQUARE, SIGNAL)).rejects.toMatchObject({
    reason: 'NO_FREE_SLOT',
    retryAfterMs: expect.any(Number),
  });
  const { y } = await pool.infer('plus', X, SIGNAL);
  expect(y && float32Elements(y)).toEqual(new Float32Array([2, 3, 4, 5]));
  stop.abort(new Error('enough'));
  await Promise.allSettled(waiting);
});

test('removed while it runs: it may end its work, and is gone then', async () => {
  const started = await startPool({ models: MODELS });
  const { pool, remove, registry } = started;
  await pool.infer('short', SQUARE, SIGNAL);
  const { result } = await begin(started, 'short');
  await remove('short');
  const { y } = await result;
  expect(y?.dims).toEqual([SIDE, SIDE]);
  await expect.poll(() => registry.get('short')).toBeUndefined();
  await expect.poll(() => pool.loaded()).toEqual([]);
});

test('a pool that closes ends whatever runs', async () => {
  const started = await startPool({ models: MODELS });
  const { pool } = started;
  const { result, pid } = await begin(started, 'slow');
  expect(await timed(pool.close())).toBeLessThan(500);
  expect(isAlive(pid)).toBe(false);
  await expect(result).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
  await expect(pool.infer('plus', X, SIGNAL)).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
});
