import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeOnnx } from './support/make-onnx.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'make-onnx-'));
});
afterAll(() => rm(dir, { recursive: true }));

test.each([
  ['as it is', {}],
  ['with weights', { weightBytes: 1_000_000 }],
  ['with weights in another file', { weightBytes: 4096, externalLocation: 'weights.bin' }],
])('ONNX Runtime loads and runs what tests make: %s', async (_what, options) => {
  await writeFile(join(dir, 'weights.bin'), Buffer.alloc(4096));
  const file = join(dir, 'model.onnx');
  await writeFile(file, makeOnnx({ n: 3, c: 2.5, ...options }));
  const session = await InferenceSession.create(file);
  const { y } = await session.run({ x: new Tensor('float32', new Float32Array([1, -2, 3]), [3]) });
  expect(y?.data).toEqual(new Float32Array([3.5, 0.5, 5.5]));
  await session.release();
});
