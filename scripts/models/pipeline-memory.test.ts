import { expect, test } from 'vitest';
import { expectMemory, explainMemory, howItFits } from './pipeline-memory.ts';
import { PUBLIC_MODELS } from './public-models.ts';

const graphs = Object.entries({ text_encoder: 1e9, unet: 5e9, controlnet: 5e9, vae_decoder: 1e9 }).map(
  ([role, sizeBytes]) => ({ role, sizeBytes, isHalf: false }),
);

test('one graph after another is as large as the largest, the UNet for ControlNets in place of the other', () => {
  const pipeline = expectMemory('text-to-image', graphs);
  const without = expectMemory(
    'text-to-image',
    graphs.filter(({ role }) => role !== 'controlnet'),
  );
  expect(pipeline).toEqual(without);
  expect(pipeline.oneByOneBytes).toBeGreaterThan(5e9);
  expect(pipeline.atOnceBytes - pipeline.oneByOneBytes).toBeGreaterThan(2e9);
  const half = expectMemory(
    'text-to-image',
    graphs.map((graph) => ({ ...graph, isHalf: true })),
  );
  expect(half.atOnceBytes - pipeline.atOnceBytes).toBeGreaterThan(7e9);
});

test('a ControlNet is what it adds', () => {
  const { atOnceBytes, oneByOneBytes } = expectMemory('control', [
    { role: 'controlnet', sizeBytes: 5e9, isHalf: false },
  ]);
  expect(atOnceBytes).toBe(oneByOneBytes);
  expect(atOnceBytes / 5e9).toBeCloseTo(1.2, 1);
});

test('it is told whether a machine has so much', () => {
  const memory = { atOnceBytes: 9.8e9, oneByOneBytes: 6.2e9 };
  expect(explainMemory('text-to-image', memory, 5.9e9)).toBe(
    "needs about 6.2 GB of memory one graph after another, 9.8 GB at once; this machine's budget is 5.9 GB: does not fit",
  );
  expect(howItFits(memory, 6.2e9)).toBe('fits one graph after another');
  expect(howItFits(memory, 9.8e9)).toBe('fits');
});

test('the names of public models are ids, and theirs alone', () => {
  const names = PUBLIC_MODELS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z0-9][a-z0-9.-]*$/.test(name))).toEqual([]);
});
