import { expect, it, vi } from 'vitest';
import { createDraftStore, NEW_AD } from './draft-store.ts';

function createStorage(items: Record<string, string> = {}) {
  const stored = new Map(Object.entries(items));
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
}

it('keeps a draft for a new ad and one for each ad, over a reload', () => {
  const storage = createStorage();
  const store = createDraftStore(storage);
  store.change(NEW_AD, { 'text.content': 'new' });
  store.change('01A', { 'text.content': 'a', seed: '' });
  store.change('01B', { 'text.content': 'b' });
  const later = createDraftStore(storage);
  expect(later.draft(NEW_AD)).toEqual({ 'text.content': 'new' });
  expect(later.draft('01A')).toEqual({ 'text.content': 'a', seed: '' });
  expect(later.draft('01C')).toEqual({});
});

it('takes back one field, and all of them', () => {
  const store = createDraftStore(createStorage());
  const onChange = vi.fn();
  store.subscribe(onChange);
  store.change('01A', { 'output.width': '1', 'output.height': '2', seed: '3' });
  store.undo('01A', ['output.width', 'output.height']);
  expect(store.draft('01A')).toEqual({ seed: '3' });
  store.undo('01A');
  expect(store.draft('01A')).toEqual({});
  expect(store.draft('01A')).toBe(store.draft('01A'));
  expect(onChange).toHaveBeenCalledTimes(3);
});

it('keeps the drafts of the twenty ads that were changed last', () => {
  const storage = createStorage();
  const store = createDraftStore(storage);
  for (let ad = 1; ad <= 20; ad++) store.change(`ad-${ad}`, { seed: String(ad) });
  store.change('ad-1', { 'text.content': 'again' });
  store.change('ad-21', { seed: '21' });
  const kept = createDraftStore(storage);
  expect(kept.draft('ad-1')).toEqual({ seed: '1', 'text.content': 'again' });
  expect(kept.draft('ad-2')).toEqual({});
  expect(kept.draft('ad-21')).toEqual({ seed: '21' });
});

it('takes nothing of what an earlier page wrote otherwise', () => {
  const storage = createStorage({
    'nanococoa.draft': JSON.stringify({ prompt: 'a café', position: 1 }),
    'nanococoa.drafts': JSON.stringify({ not: 'a list' }),
  });
  expect(createDraftStore(storage).draft(NEW_AD)).toEqual({});
});
