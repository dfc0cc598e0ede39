import { expect, it } from 'vitest';
import { forgetDraft, keepDraft, readDraft } from './arrange-draft.ts';

function createStore() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

it('keeps what was arranged for each job apart, until it is forgotten', () => {
  const store = createStore();
  const draft = { place: { x: 0.4, y: 0.7, scale: 0.3 }, keepsSize: true };
  keepDraft(store, 'a', draft);
  expect(readDraft(store, 'a')).toEqual(draft);
  expect(readDraft(store, 'b')).toBeUndefined();
  forgetDraft(store, 'a');
  expect(readDraft(store, 'a')).toBeUndefined();
});

it.each(['not json', '{}', '{"place":{"x":1,"y":"a","scale":1}}', 'null'])('takes %s for nothing', (text) => {
  const store = createStore();
  keepDraft(store, 'a', { place: { x: 0, y: 0, scale: 1 }, keepsSize: false });
  for (const key of store.values.keys()) store.values.set(key, text);
  expect(readDraft(store, 'a')).toBeUndefined();
});
