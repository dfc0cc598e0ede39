import { expect, test, vi } from 'vitest';
import { createGpuSampler, listGpus, parseComputeApps, parseGpus } from './gpu-memory.ts';

const MIB = 1024 * 1024;

test('processors with their memory; one without a size is left out', () => {
  const text = '0, 24576, NVIDIA GeForce RTX 4090\n1, 81559, NVIDIA H100 80GB HBM3\n2, [N/A], NVIDIA GB10\n';
  expect(parseGpus(text)).toEqual([
    { index: 0, memoryBytes: 24_576 * MIB, name: 'NVIDIA GeForce RTX 4090' },
    { index: 1, memoryBytes: 81_559 * MIB, name: 'NVIDIA H100 80GB HBM3' },
  ]);
  expect(parseGpus('No devices were found\n')).toEqual([]);
});

test('processes with what they use, contexts added up, unknown left out', () => {
  const samples = parseComputeApps('1234, 512\n1234, 100\n77, [N/A]\n78, 9\n');
  expect(samples).toEqual(
    new Map([
      [1234, { privateBytes: 612 * MIB, peakBytes: 612 * MIB, sharedBytes: 0 }],
      [78, { privateBytes: 9 * MIB, peakBytes: 9 * MIB, sharedBytes: 0 }],
    ]),
  );
});

test('without nvidia-smi there are none', async () => {
  expect(await listGpus(() => Promise.reject(new Error('spawn nvidia-smi ENOENT')))).toEqual([]);
});

test('a sampler asks for its device, one query at a time, and tells what it heard last', async () => {
  const answers: ((text: string) => void)[] = [];
  const run = vi.fn((_args: readonly string[]) => new Promise<string>((resolve) => answers.push(resolve)));
  const sample = createGpuSampler(1, run);
  expect(sample([7])).toEqual(new Map());
  expect(sample([7])).toEqual(new Map());
  expect(run).toHaveBeenCalledTimes(1);
  expect(run.mock.calls[0]?.[0].slice(0, 2)).toEqual(['-i', '1']);
  answers[0]?.('7, 10\n8, 20\n');
  await expect.poll(() => sample([7]).get(7)?.privateBytes).toBe(10 * MIB);
  expect(sample([8]).get(8)?.privateBytes).toBe(20 * MIB);
});

test('a query that fails makes it unknown, and the next one is asked', async () => {
  let fails = false;
  const sample = createGpuSampler(0, () =>
    fails ? Promise.reject(new Error('no')) : Promise.resolve('7, 10'),
  );
  await expect.poll(() => sample([7]).size).toBe(1);
  fails = true;
  await expect.poll(() => sample([7]).size).toBe(0);
  fails = false;
  await expect.poll(() => sample([7]).size).toBe(1);
});
