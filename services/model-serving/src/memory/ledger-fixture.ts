import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { vi } from 'vitest';
import { createMemoryLedger, type MemoryLedgerOptions } from './create-memory-ledger.ts';
import type { MemoryEstimates } from './estimates.ts';
import type { MemoryAccountOptions } from './memory-ledger.ts';
import type { MemorySample } from './sample-memory.ts';

/** A ledger for tests, on vitest's fake clock, of processes whose memory the test decides. Bytes are as small as 100. */
export function createTestLedger(options: Partial<MemoryLedgerOptions> = {}) {
  const kept = new Map<string, number>();
  const estimates: MemoryEstimates = {
    get: (key) => kept.get(key),
    set: (key, bytes) => void kept.set(key, Math.round(bytes)),
    close: vi.fn<() => void>(),
  };
  const memory = new Map<number, MemorySample>();
  const sample = vi.fn(
    (pids: readonly number[]) => new Map([...memory].filter(([pid]) => pids.includes(pid))),
  );
  const onChange = vi.fn<() => void>();
  const log = createLogger({ service: 'test', level: 'silent' });
  const ledger = createMemoryLedger({
    budgetBytes: 1000,
    leastHeadroomBytes: 0,
    serviceBytes: 100,
    estimates,
    sample,
    now: () => Date.now(),
    log,
    onChange,
    ...options,
  });

  return {
    ledger,
    kept,
    sample,
    onChange,
    log,
    estimates,
    /** What a process has from now on; its peak is the most that was ever given. */
    setMemory(pid: number, privateBytes: number, extra: { peakBytes?: number; sharedBytes?: number } = {}) {
      const peakBytes = Math.max(extra.peakBytes ?? 0, privateBytes, memory.get(pid)?.peakBytes ?? 0);
      memory.set(pid, { privateBytes, peakBytes, sharedBytes: extra.sharedBytes ?? 0 });
    },
    /** Opens an account under its name as the key. */
    open: (name: string, predictedBytes: number, more: Partial<MemoryAccountOptions> = {}) =>
      ledger.open({
        name,
        kind: MemoryKind.MODEL,
        estimateKey: name,
        predictedBytes,
        maxWaitMs: 0,
        onExceeded: () => {},
        ...more,
      }),
    entry: (name: string) => ledger.report().entries.find((entry) => entry.name === name),
    states: () =>
      Object.fromEntries(ledger.report().entries.map(({ name, state }) => [name, STATE_NAMES[state]])),
  };
}

export type TestLedger = ReturnType<typeof createTestLedger>;

const STATE_NAMES = Object.fromEntries(Object.entries(MemoryState).map(([name, state]) => [state, name]));

/** How a promise stands once everything that is due has run. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  const settled = promise.then(
    () => 'granted',
    (error: { reason?: string; message?: string }) => error.reason ?? `rejected: ${error.message}`,
  );
  return await Promise.race([settled, vi.advanceTimersByTimeAsync(0).then(() => 'waits')]);
}
