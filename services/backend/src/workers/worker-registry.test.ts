import { MemoryLedger, Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, test } from 'vitest';
import { createWorkerRegistry } from './worker-registry.ts';

const worker = (id: string, slots: number, changes: Partial<Worker> = {}): Worker =>
  Worker.create({ id, slots, engines: ['studio'], ...changes });

function setUp(lastCatalogue: Worker[] = []) {
  const saved: Worker[][] = [];
  const changes: boolean[] = [];
  let rooms = 0;
  const registry = createWorkerRegistry({
    lastCatalogue,
    saveCatalogue: (workers) => saved.push(workers),
    onChange: ({ joined }) => changes.push(joined),
    onRoom: () => {
      rooms += 1;
    },
  });
  return { registry, saved, changes, rooms: () => rooms };
}

test('slots are the sum over the workers whose streams live', () => {
  const { registry, changes } = setUp();
  const [a, b] = [registry.register(), registry.register()];
  a.update(worker('a', 1));
  b.update(worker('b', 2));
  expect(registry.slots()).toBe(3);
  a.update(worker('a', 4, { busySlots: 1 }));
  expect(registry.slots()).toBe(6);
  a.update(worker('a', 4, { busySlots: 2 }));
  expect(registry.workers().map(({ busySlots }) => busySlots)).toEqual([2, 0]);
  a.end();
  a.end();
  expect(registry.slots()).toBe(2);
  expect(changes).toEqual([true, true, false, false]);
});

test('a worker that comes back before its old stream has ended stays when that ends', () => {
  const { registry } = setUp();
  const [old, fresh] = [registry.register(), registry.register()];
  old.update(worker('a', 1));
  fresh.update(worker('a', 1));
  old.end();
  expect(registry.slots()).toBe(1);
  fresh.end();
  expect(registry.slots()).toBe(0);
});

test('the catalogue is saved when what is installed changes, not when a worker is busy or gone', () => {
  const { registry, saved } = setUp([worker('a', 1)]);
  const registration = registry.register();
  const memory = MemoryLedger.fromPartial({ budgetBytes: 10, reservedBytes: 5 });
  registration.update(worker('a', 1, { busySlots: 1, memoryBytes: 5, cpuCores: 0.5, memory }));
  expect(saved).toEqual([]);
  const models = [
    Model.fromPartial({ id: 'u2netp', sha256: 'f', task: 'cutout', loaded: true, memoryBytes: 9 }),
  ];
  registration.update(worker('a', 1, { models }));
  registration.end();
  expect(saved).toEqual([[worker('a', 1, { models: [{ ...models[0], loaded: false, memoryBytes: 0 }] })]]);
});

test('a report that not all slots are busy is told', () => {
  const { registry, rooms } = setUp();
  const registration = registry.register();
  registration.update(worker('a', 2, { busySlots: 2 }));
  expect(rooms()).toBe(0);
  registration.update(worker('a', 2, { busySlots: 1 }));
  registration.update(worker('a', 2, { busySlots: 1 }));
  expect(rooms()).toBe(2);
});

test('the catalogue is the connected workers, or those that were there last', () => {
  const { registry } = setUp([worker('old', 1)]);
  expect(registry.catalogue().map(({ id }) => id)).toEqual(['old']);
  const [a, b] = [registry.register(), registry.register()];
  a.update(worker('a', 1));
  b.update(worker('b', 1));
  expect(registry.catalogue().map(({ id }) => id)).toEqual(['a', 'b']);
  a.end();
  b.end();
  expect(registry.catalogue().map(({ id }) => id)).toEqual(['a', 'b']);
});
