import type { MemoryEntry, MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';

const MIB = 1024 ** 2;

/** A process in a worker's ledger that never took more than now. */
export function memoryEntry(
  name: string,
  kind: MemoryKind,
  state: MemoryState,
  reservedMib: number,
  measuredMib: number,
): MemoryEntry {
  const reservedBytes = reservedMib * MIB;
  const measuredBytes = measuredMib * MIB;
  const more = { predictedBytes: reservedBytes, peakBytes: measuredBytes, device: '' };
  return { name, kind, state, reservedBytes, measuredBytes, ...more };
}
