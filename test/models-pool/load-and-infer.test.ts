import { expect, test } from 'vitest';
import { float32Elements, float32Tensor } from '../../services/model-serving/src/models/float32-tensor.ts';
import { makeOnnx } from '../models/support/make-onnx.ts';
import { isAlive } from '../support/is-alive.ts';
import { anySizeGraph, float16Graph, quantisedGraph } from './support/test-graphs.ts';
import { SIGNAL, startPool } from './support/test-pool.ts';

const X = { x: float32Tensor(new Float32Array([1, -2, 3, 0.5]), [4]) };

test('a model is loaded when it is needed, tells what it takes and gives, and gives its memory back', async () => {
  const { pool, entry, entries, spare } = await startPool({
    models: { plus: { graph: makeOnnx({ c: 2, weightBytes: 50e6 }) } },
  });
  await expect.poll(() => spare()?.measuredBytes).toBeGreaterThan(0);
  expect(pool.loaded()).toEqual([]);
  const float4 = { type: 'float32', dims: [4] };
  expect(await pool.load('plus', SIGNAL)).toEqual({
    inputs: [{ name: 'x', ...float4 }],
    outputs: [{ name: 'y', ...float4 }],
  });
  const { y } = await pool.infer('plus', X, SIGNAL);
  expect(y && float32Elements(y)).toEqual(new Float32Array([3, 0, 5, 2.5]));
  const [loaded] = pool.loaded();
  expect(loaded).toMatchObject({ id: 'plus', busy: false, pinned: false });
  expect(entry('plus')?.measuredBytes).toBeGreaterThan(50e6);
  await pool.unload('plus');
  expect(isAlive(loaded?.pid ?? 0)).toBe(false);
  expect([pool.loaded(), entries()]).toEqual([[], []]);
});

test('graphs of float16 and of 8 bits run', async () => {
  const { pool } = await startPool({
    models: { half: { graph: float16Graph() }, eight: { graph: quantisedGraph() } },
  });
  const x = { type: 'float16', dims: [4], data: bytesOf(new Float16Array([1, -2, 0.25, 1000])) } as const;
  const { y } = await pool.infer('half', { x }, SIGNAL);
  expect(y).toMatchObject({ type: 'float16', dims: [4] });
  expect(y?.data).toEqual(bytesOf(new Float16Array([2, -4, 0.5, 2000])));

  const pair = float32Tensor(new Float32Array([1, -1]), [1, 2]);
  const result = await pool.infer('eight', { x: pair }, SIGNAL);
  const [first = 0, second = 0] = result.y ? float32Elements(result.y) : [];
  expect(first).toBeCloseTo(2, 1);
  expect(second).toBeCloseTo(-3, 1);
});

test('what does not fit the model is refused, and the process stays', async () => {
  const { pool, pidOf } = await startPool({
    models: { plus: { graph: makeOnnx() }, any: { graph: anySizeGraph() } },
  });
  const wrong = { x: float32Tensor(new Float32Array(3), [3]) };
  await expect(pool.infer('plus', wrong, SIGNAL)).rejects.toMatchObject({
    reason: 'MODEL_INPUT_INVALID',
    fields: [{ field: 'inputs["x"]' }],
  });
  const pid = pidOf('plus');
  await pool.infer('plus', X, SIGNAL, ['y']);
  expect(pidOf('plus')).toBe(pid);
  await expect(pool.infer('plus', X, SIGNAL, ['z'])).rejects.toMatchObject({ reason: 'MODEL_INPUT_INVALID' });
  await expect(pool.infer('minus', X, SIGNAL)).rejects.toMatchObject({ reason: 'MODEL_UNKNOWN' });

  // Only the graph itself knows that these two lengths do not go together.
  const length = (n: number) => float32Tensor(new Float32Array(n).fill(1), [n]);
  await expect(pool.infer('any', { a: length(2), b: length(3) }, SIGNAL)).rejects.toMatchObject({
    reason: 'MODEL_INPUT_INVALID',
  });
  const { y } = await pool.infer('any', { a: length(2), b: length(2) }, SIGNAL);
  expect(y && float32Elements(y)).toEqual(new Float32Array([2, 2]));
});

test('a graph that ONNX Runtime does not know is told as such', async () => {
  const graph = Buffer.from(makeOnnx().toString('latin1').replace('Add', 'Odd'), 'latin1');
  const { pool, entries } = await startPool({ models: { odd: { graph } } });
  await expect(pool.infer('odd', X, SIGNAL)).rejects.toMatchObject({
    reason: 'MODEL_MISSING',
    message: expect.stringContaining('odd'),
  });
  expect(entries()).toEqual([]);
});

test('a load takes the spare process, and another one comes', async () => {
  const { pool, pidOf, spare } = await startPool({ models: { plus: { graph: makeOnnx() } } });
  await expect.poll(() => spare()?.measuredBytes).toBeGreaterThan(0);
  const [pid] = pool.pids();
  await pool.infer('plus', X, SIGNAL);
  expect(pidOf('plus')).toBe(pid);
  expect(spare()).toBeUndefined();
  await expect.poll(() => pool.pids().length).toBe(2);
  expect(spare()).toBeDefined();
});

test('an idle model is unloaded, a pinned one is not, and it is loaded before it is needed', async () => {
  const { pool, pidOf } = await startPool({
    models: { plus: { graph: makeOnnx() }, kept: { graph: makeOnnx({ c: 5 }) } },
    idleMs: 100,
    pinned: ['kept'],
  });
  await expect.poll(() => pool.loaded()).toMatchObject([{ id: 'kept', busy: false, pinned: true }]);
  const pid = pidOf('kept');
  await pool.infer('plus', X, SIGNAL);
  await expect.poll(() => pidOf('plus')).toBe(0);
  await pool.unload('kept');
  expect(pidOf('kept')).toBe(pid);
  pool.pin('kept', false);
  await expect.poll(() => pool.loaded()).toEqual([]);
});

test('removed models and old versions are not used any more', async () => {
  const { pool, pidOf, install, remove } = await startPool({
    models: { plus: { graph: makeOnnx({ c: 1 }) } },
  });
  await pool.infer('plus', X, SIGNAL);
  await install('plus', { graph: makeOnnx({ c: 10 }) });
  await expect.poll(() => pidOf('plus')).toBe(0);
  const { y } = await pool.infer('plus', X, SIGNAL);
  expect(y && float32Elements(y)).toEqual(new Float32Array([11, 8, 13, 10.5]));
  await remove('plus');
  await expect.poll(() => pool.loaded()).toEqual([]);
  await expect(pool.infer('plus', X, SIGNAL)).rejects.toMatchObject({ reason: 'MODEL_UNKNOWN' });
});

function bytesOf({ buffer, byteOffset, byteLength }: Float16Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
