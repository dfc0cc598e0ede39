import { MemoryEntry, MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, test } from 'vitest';
import { checkStepRoom } from './check-step-room.ts';

const entry = (name: string, kind: MemoryEntry['kind'], state: MemoryEntry['state'], reservedBytes: number) =>
  MemoryEntry.fromPartial({ name, kind, state, reservedBytes });
const SERVICE = entry('service', MemoryKind.SERVICE, MemoryState.BUSY, 300);
const RUNNING = entry('pixels 1', MemoryKind.PIXELS, MemoryState.BUSY, 200);
const WARM = entry('pixels 2', MemoryKind.PIXELS, MemoryState.IDLE, 100);
const MODEL = { id: 'u2netp', bytes: 300 };
const need = { stepBytes: 200, model: MODEL, worker: 'pixels 2', admittedBytes: 0 };

const check = (budgetBytes: number, entries: MemoryEntry[], changes = {}) => {
  try {
    checkStepRoom({ budgetBytes, entries }, { ...need, ...changes });
    return 'fits';
  } catch (error) {
    return (error as { reason: string }).reason;
  }
};

test('the step and its model fit beside those that work; what is idle goes', () => {
  expect(check(1000, [SERVICE, RUNNING, WARM])).toBe('fits');
  expect(check(999, [SERVICE, RUNNING, WARM])).toBe('MEMORY_FULL');
  expect(check(999, [SERVICE, RUNNING, WARM], { model: undefined })).toBe('fits');
});

test('a model that is loaded already counts once, and another one in use as what it holds', () => {
  const loaded = entry('u2netp', MemoryKind.MODEL, MemoryState.BUSY, 300);
  expect(check(1000, [SERVICE, RUNNING, loaded])).toBe('fits');
  expect(check(1000, [SERVICE, RUNNING, { ...loaded, name: 'other' }])).toBe('MEMORY_FULL');
  expect(check(1000, [SERVICE, RUNNING, loaded], { model: undefined, stepBytes: 201 })).toBe('MEMORY_FULL');
});

test('steps that are being admitted count', () => {
  expect(check(1000, [SERVICE], { admittedBytes: 200 })).toBe('fits');
  expect(check(1000, [SERVICE], { admittedBytes: 201 })).toBe('MEMORY_FULL');
});

test('what never fits is told so', () => {
  expect(check(800, [SERVICE])).toBe('fits');
  expect(check(799, [SERVICE])).toBe('MODEL_TOO_LARGE');
});
