import { expect, test } from 'vitest';
import type { MemoryLedger } from '../memory/memory-ledger.ts';
import type { WorkerPool } from '../processes/worker-pool.ts';
import type { ModelRegistry, RegisteredModel } from '../registry/model-registry.ts';
import { createWorkerDescriber } from './describe-worker.ts';

const LEDGER = {
  report: () => ({ budgetBytes: 1e9, reservedBytes: 0, measuredBytes: 0, entries: [], waiting: 0 }),
  estimate: () => 7,
} as unknown as MemoryLedger;

function model(id: string, abilities: Pick<RegisteredModel, 'task' | 'family' | 'tasks'>): RegisteredModel {
  return {
    ...{ id, format: 'onnx', dir: `/models/${id}`, sha256: '0'.repeat(64), licence: 'MIT', source: 'test' },
    ...{ files: [{ path: 'a.onnx', sha256: '0'.repeat(64), sizeBytes: 3 }], memoryBytes: 1, ...abilities },
  };
}

const describe = (models: RegisteredModel[]) =>
  createWorkerDescriber({
    ...{ id: 'a', slots: 1, engineDigest: '', ledgers: [LEDGER] },
    devices: [{ id: 'cpu', provider: 'cpu', index: 0, memoryBytes: 0, reason: '' }],
    workers: { pids: () => [], busySlots: () => 0 } as unknown as WorkerPool,
    registry: { list: () => models } as unknown as ModelRegistry,
    models: { loaded: () => [], pids: () => [] },
    address: () => '',
  })();

const CONTROL = model('canny', { task: 'control', family: 'sdxl', tasks: ['control'] });

test('a worker that can make pictures from texts has engine diffusion, and says what its models can do', async () => {
  const sdxl = model('sdxl', {
    task: 'text-to-image',
    family: 'sdxl',
    tasks: ['text_to_image', 'inpainting'],
  });
  const worker = await describe([CONTROL, sdxl]);
  expect(worker.engines).toEqual(['studio', 'diffusion']);
  expect(worker.models).toMatchObject([
    { id: 'canny', family: 'sdxl', tasks: ['control'] },
    { id: 'sdxl', family: 'sdxl', tasks: ['text_to_image', 'inpainting'] },
  ]);
});

test('one with a ControlNet alone, or with a pipeline that has a fault, has not', async () => {
  const broken = model('broken', { task: 'text-to-image', family: '', tasks: [] });
  expect((await describe([CONTROL, broken])).engines).toEqual(['studio']);
});
