import { MemoryKind, MemoryState, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, it } from 'vitest';
import { unloadedModels } from './unloaded-models.ts';

const ids = (worker: Parameters<typeof Worker.fromPartial>[0]) =>
  unloadedModels(Worker.fromPartial(worker)).map(({ id }) => id);

it('lists the installed models that hold no memory: a loading one does', () => {
  const models = [{ id: 'loaded', loaded: true }, { id: 'loading' }, { id: 'absent' }];
  const entries = [{ name: 'loading', kind: MemoryKind.MODEL, state: MemoryState.LOADING }];
  expect(ids({ models, memory: { entries } })).toEqual(['absent']);
});

it('takes no other process of that name for the model', () => {
  const entries = [{ name: 'absent', kind: MemoryKind.PIXELS }];
  expect(ids({ models: [{ id: 'absent' }], memory: { entries } })).toEqual(['absent']);
});

it('lists them for a worker without a ledger too', () => {
  expect(ids({ models: [{ id: 'a' }, { id: 'b', loaded: true }] })).toEqual(['a']);
});
