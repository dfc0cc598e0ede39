import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemoryLedger } from './create-memory-ledger.ts';
import type { MemoryAccount, MemoryLedger } from './memory-ledger.ts';
import { createMemorySampler } from './sample-memory.ts';

const MIB = 1024 * 1024;
const kept = new Map<string, number>();
const children: ChildProcess[] = [];
let ledger: MemoryLedger;

beforeEach(() => {
  kept.clear();
  ledger = createMemoryLedger({
    budgetBytes: 2000 * MIB,
    serviceBytes: 800 * MIB,
    estimates: {
      get: (key) => kept.get(key),
      set: (key, bytes) => void kept.set(key, bytes),
      close: () => {},
    },
    sample: createMemorySampler(),
    log: createLogger({ service: 'test', level: 'silent' }),
    onChange: () => {},
  });
});
afterEach(async () => {
  await ledger.close();
  for (const child of children.splice(0)) await kill(child);
});

test.runIf(process.platform === 'linux')('what a child allocates is measured, its peak too', async () => {
  const { child, account } = await openChild('a', 900);
  await hold(child, 0);
  account.idle(() => {});
  const bare = measured();
  expect(bare).toBeLessThan(150 * MIB);

  account.busy();
  await hold(child, 300);
  await expect.poll(() => Math.abs(measured() - bare - 300 * MIB)).toBeLessThan(0.05 * 300 * MIB + 20 * MIB);
  // Too short for a sample; the system's high-water mark has it.
  await hold(child, 500);
  await hold(child, 0);
  await expect.poll(() => Math.abs(measured() - bare)).toBeLessThan(20 * MIB);
  account.idle(() => {});
  const peak = kept.get('a') ?? 0;
  expect(Math.abs(peak - bare - 500 * MIB)).toBeLessThan(0.05 * 500 * MIB + 20 * MIB);
});

test('a child that takes more than it was granted is ended, and gets more the next time', async () => {
  const onExceeded = vi.fn<(bytes: number) => void>();
  const { child, account } = await openChild('a', 200, (bytes) => {
    onExceeded(bytes);
    child.kill('SIGKILL');
  });
  const gone = once(child, 'exit').then(() => account.close());
  child.send(400);
  await gone;
  expect(onExceeded).toHaveBeenCalledTimes(1);
  expect(onExceeded.mock.calls[0]?.[0]).toBeGreaterThan(220 * MIB);
  expect(kept.get('a')).toBeGreaterThan(220 * 1.25 * MIB);
  expect(ledger.report().entries.map(({ kind }) => kind)).toEqual([MemoryKind.SERVICE]);
});

test('an idle child is ended for another one, which gets its memory when it is gone', async () => {
  const { child, account } = await openChild('a', 900);
  await hold(child, 700);
  account.idle(() => child.kill('SIGKILL'));
  void once(child, 'exit').then(() => account.close());
  const second = ledger.open({ ...request('b', 900), onExceeded: () => {} });
  expect(ledger.report().entries[1]?.state).toBe(MemoryState.ENDING);
  await second;
  expect(child.signalCode).toBe('SIGKILL');
});

async function openChild(name: string, mebibytes: number, onExceeded: (bytes: number) => void = () => {}) {
  const account: MemoryAccount = await ledger.open({ ...request(name, mebibytes), onExceeded });
  const child = fork(fileURLToPath(new URL('allocate-memory.fixture.ts', import.meta.url)), { execArgv: [] });
  children.push(child);
  account.attach(child.pid ?? 0);
  return { child, account };
}

function request(name: string, mebibytes: number) {
  const kind = MemoryKind.MODEL;
  return { name, kind, estimateKey: name, predictedBytes: mebibytes * MIB, maxWaitMs: 0 };
}

async function hold(child: ChildProcess, mebibytes: number): Promise<void> {
  child.send(mebibytes);
  await once(child, 'message');
}

function measured(): number {
  return ledger.report().entries[1]?.measuredBytes ?? 0;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
