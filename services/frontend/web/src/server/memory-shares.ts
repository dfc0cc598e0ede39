import type { MemoryEntry, MemoryLedger } from '@nanococoa/proto/common/v1/catalog.ts';

/** An entry's place on the bar of the budget. */
export interface MemoryShare {
  /** The same for the same process from one answer to the next. */
  key: string;
  entry: MemoryEntry;
  /** Where it begins, 0 to 1 of the bar. */
  start: number;
  /** What is reserved, 0 to 1 of the bar. */
  size: number;
  /** What was measured, 0 to 1 of what is reserved. */
  measured: number;
}

export interface MemoryShares {
  shares: MemoryShare[];
  /** Where the budget ends, 0 to 1 of the bar: 1 unless more is reserved than there is. */
  budgetEnd: number;
}

/** Lays a ledger's entries out on a bar that is as long as the budget, or as all that is reserved if that is more. */
export function memoryShares({ budgetBytes, entries }: MemoryLedger): MemoryShares {
  const reservedBytes = entries.reduce((sum, entry) => sum + entry.reservedBytes, 0);
  const barBytes = Math.max(budgetBytes, reservedBytes);
  const seen = new Map<string, number>();
  let startBytes = 0;
  const shares = entries.map((entry) => {
    const share = {
      key: keyOf(entry, seen),
      entry,
      start: partOf(startBytes, barBytes),
      size: partOf(entry.reservedBytes, barBytes),
      measured: Math.min(1, partOf(entry.measuredBytes, entry.reservedBytes)),
    };
    startBytes += entry.reservedBytes;
    return share;
  });
  return { shares, budgetEnd: barBytes === 0 ? 1 : budgetBytes / barBytes };
}

/** Several processes may bear the same name. */
function keyOf({ kind, name, device }: MemoryEntry, seen: Map<string, number>): string {
  const base = `${kind} ${device} ${name}`;
  const number = (seen.get(base) ?? 0) + 1;
  seen.set(base, number);
  return `${base} ${number}`;
}

function partOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
