import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { float16Graph, quantisedGraph } from '../models-pool/support/test-graphs.ts';
import { CPU } from '../models-pool/support/test-pool.ts';

// As the model's process does, before ONNX Runtime is there.
Reflect.deleteProperty(globalThis, 'Float16Array');
const { openGraph } = await import('../../services/model-serving/src/models/child/open-graph.ts');

const dir = mkdtempSync(join(tmpdir(), 'open-graph-'));
afterAll(() => rmSync(dir, { recursive: true }));

function open(name: string, graph: Buffer) {
  const path = join(dir, name);
  writeFileSync(path, graph);
  return openGraph({ path, device: CPU, threads: 1 });
}

test('a graph of float16 takes and gives numbers', async () => {
  const graph = await open('half.onnx', float16Graph());
  const { y } = await graph.run({ x: { dims: [4], data: Float32Array.of(1, -2.5, 1000, 0.5) } });
  expect([...y.data]).toEqual([2, -5, 2000, 1]);
  await graph.release();
});

test('a graph with weights of 8 bits, too', async () => {
  const graph = await open('quantised.onnx', quantisedGraph());
  const { y } = await graph.run({ x: { dims: [1, 2], data: Float32Array.of(1, 2) } });
  expect(y.data[0]).toBeCloseTo(2, 1);
  expect(y.data[1]).toBeCloseTo(6, 1);
  await graph.release();
});
