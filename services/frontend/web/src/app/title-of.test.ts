import { JobState } from '@nanococoa/client';
import { expect, test } from 'vitest';
import { titleOf } from './title-of.ts';

const WORDS = { waiting: 'Waiting', done: 'Done', failed: 'Failed' };

test.each([
  [JobState.QUEUED, false, 'Waiting · 커피 — nanoCocoa'],
  [JobState.RUNNING, false, '42% · 커피 — nanoCocoa'],
  [JobState.SUCCEEDED, false, '커피 — nanoCocoa'],
  [JobState.SUCCEEDED, true, '✓ Done · 커피 — nanoCocoa'],
  [JobState.FAILED, true, '! Failed · 커피 — nanoCocoa'],
  [JobState.CANCELLED, true, '커피 — nanoCocoa'],
])('state %s, news %s: %s', (state, isNews, title) => {
  expect(titleOf({ state }, { name: '커피', fraction: 0.429, isNews }, WORDS)).toBe(title);
});

test('without an ad it is the name', () => {
  expect(titleOf(undefined, { name: '', fraction: 0, isNews: false }, WORDS)).toBe('nanoCocoa');
});
