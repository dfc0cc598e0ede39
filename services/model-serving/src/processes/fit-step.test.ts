import { MemoryEntry, MemoryKind, MemoryLedger, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, test } from 'vitest';
import { fitStep } from './fit-step.ts';

/** A ledger in which the step took 200 before, and the service has 300. */
function ledger(budgetBytes: number) {
  const service = { name: 'service', kind: MemoryKind.SERVICE, state: MemoryState.BUSY, reservedBytes: 300 };
  return {
    report: () => MemoryLedger.fromPartial({ budgetBytes, entries: [MemoryEntry.fromPartial(service)] }),
    estimate: ({ headroom = 0.1 }: { headroom?: number }) => 200 * (1 + headroom),
  };
}

const use = { estimateKey: 'a', predictedBytes: 1, headroom: 0.5 };
const need = { worker: 'pixels 1', model: { id: 'u2netp', bytes: 100 }, admittedBytes: 0 };

test.each([
  [700, 0.5],
  [699, 0.25],
  [649, 0.1],
  [619, 0.02],
])('with a budget of %d the headroom is %d', (budgetBytes, headroom) => {
  expect(fitStep(ledger(budgetBytes), use, need)).toEqual({ ...use, headroom });
});

test('what does not even fit then is refused', () => {
  expect(() => fitStep(ledger(603), use, need)).toThrow(
    expect.objectContaining({ reason: 'MODEL_TOO_LARGE' }),
  );
});
