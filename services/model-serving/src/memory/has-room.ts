import type { MemoryLedger } from './memory-ledger.ts';

/** Whether so many bytes are free without anybody's going, and nobody waits for them: for what is only of use perhaps. */
export function hasRoom(ledger: Pick<MemoryLedger, 'report'>, bytes: number): boolean {
  const { budgetBytes, reservedBytes, waiting } = ledger.report();
  return waiting === 0 && reservedBytes + bytes <= budgetBytes;
}
