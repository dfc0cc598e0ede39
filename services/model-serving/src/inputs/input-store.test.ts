import { expect, test } from 'vitest';
import { createInputStore, type InputStore } from './input-store.ts';

/** Puts a picture of `sizeBytes` in; whether it was taken. */
function put(store: InputStore, id: string, sizeBytes = 10): boolean {
  const writer = store.begin(id, sizeBytes);
  writer?.write(Buffer.alloc(sizeBytes, id));
  writer?.commit();
  return writer !== undefined;
}
const kept = (store: InputStore, ids: string) => [...ids].filter((id) => store.get(id)).join('');

test('the least recently used goes first', () => {
  const store = createInputStore({ capacityBytes: 40 });
  for (const id of 'abcd') put(store, id);
  expect(store.get('a')?.toString()).toBe('aaaaaaaaaa');
  put(store, 'e', 20);
  expect(store.usedBytes()).toBe(40);
  expect(kept(store, 'abcde')).toBe('ade');
});

test('a picture larger than half of it is not kept, and drops no other', () => {
  const store = createInputStore({ capacityBytes: 40 });
  put(store, 'a', 20);
  put(store, 'b', 20);
  expect(put(store, 'c', 21)).toBe(false);
  expect(kept(store, 'abc')).toBe('ab');
});

test('one without capacity keeps nothing', () => {
  const store = createInputStore({ capacityBytes: 0 });
  expect(put(store, 'a', 1)).toBe(false);
  expect(store.get('a')).toBeUndefined();
});

test('what is being taken in is not seen, counts as used, and is given up when it ends early', () => {
  const store = createInputStore({ capacityBytes: 40 });
  const first = store.begin('a', 20);
  const second = store.begin('b', 20);
  first?.write(Buffer.from('half of it'));
  expect(kept(store, 'ab')).toBe('');
  expect(put(store, 'c')).toBe(false);
  first?.commit();
  second?.abort();
  second?.commit();
  expect(store.get('a')).toBeUndefined();
  expect(store.usedBytes()).toBe(0);
});

test('more bytes than were announced are not kept', () => {
  const store = createInputStore({ capacityBytes: 40 });
  const writer = store.begin('a', 10);
  writer?.write(Buffer.alloc(8));
  writer?.write(Buffer.alloc(3));
  writer?.commit();
  expect(store.get('a')).toBeUndefined();
  expect(store.usedBytes()).toBe(0);
});

test('a picture that comes twice at once is kept once, whole', () => {
  const store = createInputStore({ capacityBytes: 40 });
  const writers = [store.begin('a', 10), store.begin('a', 10)];
  for (let i = 0; i < 5; i++) for (const writer of writers) writer?.write(Buffer.from([i, i]));
  for (const writer of writers) writer?.commit();
  expect([...(store.get('a') ?? [])]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  expect(store.usedBytes()).toBe(10);
  expect(store.begin('a', 10)).toBeUndefined();
});

test('the bytes are copies: a message that is reused changes nothing', () => {
  const store = createInputStore({ capacityBytes: 40 });
  const message = Buffer.from('first');
  const writer = store.begin('a', 5);
  writer?.write(message);
  message.fill('x');
  writer?.commit();
  expect(store.get('a')?.toString()).toBe('first');
});
