import { MemoryKind, MemoryLedger } from '@nanococoa/proto/common/v1/catalog.ts';
import { describe, expect, it } from 'vitest';
import { memoryShares } from './memory-shares.ts';

function ledger(budgetBytes: number, entries: Array<[name: string, reserved: number, measured: number]>) {
  return MemoryLedger.fromPartial({
    budgetBytes,
    entries: entries.map(([name, reservedBytes, measuredBytes]) => ({
      name,
      kind: MemoryKind.MODEL,
      reservedBytes,
      measuredBytes,
    })),
  });
}

const numbers = ({ shares }: ReturnType<typeof memoryShares>) =>
  shares.map(({ start, size, measured }) => [start, size, measured]);

describe('memoryShares', () => {
  it('lays the entries out one after the other as parts of the budget', () => {
    const layout = memoryShares(
      ledger(1000, [
        ['a', 250, 125],
        ['b', 500, 500],
      ]),
    );
    expect(numbers(layout)).toEqual([
      [0, 0.25, 0.5],
      [0.25, 0.5, 1],
    ]);
    expect(layout.budgetEnd).toBe(1);
  });

  it('marks the budget’s end where more is reserved, and keeps what is measured within its piece', () => {
    const layout = memoryShares(
      ledger(1000, [
        ['a', 1000, 1100],
        ['b', 1000, 0],
      ]),
    );
    expect(numbers(layout)).toEqual([
      [0, 0.5, 1],
      [0.5, 0.5, 0],
    ]);
    expect(layout.budgetEnd).toBe(0.5);
  });

  it('keeps a process’s key when others come and go, and tells namesakes apart', () => {
    const before = memoryShares(
      ledger(9, [
        ['a', 1, 0],
        ['b', 1, 0],
        ['b', 1, 0],
      ]),
    );
    const after = memoryShares(
      ledger(9, [
        ['b', 2, 1],
        ['b', 1, 0],
      ]),
    );
    const keys = before.shares.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(after.shares.map(({ key }) => key)).toEqual(keys.slice(1));
  });

  it('divides nothing by nothing', () => {
    const layout = memoryShares(ledger(0, [['a', 0, 0]]));
    expect(numbers(layout)).toEqual([[0, 0, 0]]);
    expect(layout.budgetEnd).toBe(1);
  });
});
