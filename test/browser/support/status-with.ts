import type { DeepPartial, MemoryEntry, ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';

const MIB = 1024 ** 2;

/** What a server says that has one worker with a budget of 800 MB, and these processes. */
export function statusWith(entries: MemoryEntry[], waiting = 0): DeepPartial<ServerStatus> {
  const sum = (bytes: (entry: MemoryEntry) => number) =>
    entries.reduce((total, one) => total + bytes(one), 0);
  const memory = {
    budgetBytes: 800 * MIB,
    reservedBytes: sum(({ reservedBytes }) => reservedBytes),
    measuredBytes: sum(({ measuredBytes }) => measuredBytes),
    entries,
    waiting,
  };
  const worker = {
    id: 'worker-a',
    slots: 2,
    busySlots: 1,
    cpuCores: 1.46,
    cpuCount: 4,
    memory,
    models: [{ id: 'u2netp' }, { id: 'upscale', estimatedMemoryBytes: 900 * MIB }],
    devices: [{ id: 'cpu', provider: 'cpu', reason: 'No graphics processor was found.' }],
  };
  return { queuedJobs: 3, runningJobs: 1, queueCapacity: 1000, version: '0.1.0', workers: [worker] };
}
