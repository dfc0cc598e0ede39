import { Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { matches, type StateFilter } from './matches.ts';

const JOB = Job.fromPartial({
  id: '01JABCDE',
  state: JobState.QUEUED,
  spec: { text: { content: '오늘의 커피\n3,900원', badge: 'New' }, background: { prompt: 'A warm Café' } },
  labels: { set: 'spring-7' },
});

test.each([
  ['', true],
  ['커피', true],
  ['커피'.normalize('NFD'), true],
  ['CAFÉ new', true],
  ['cafe', false],
  ['커피 tea', false],
  ['01jabc', true],
  ['01jab', false],
  ['1jabcde', false],
  ['spring', true],
])('%j finds it: %s', (words, found) => {
  expect(matches(JOB, { words, state: 'all' })).toBe(found);
});

test.each<[StateFilter, boolean]>([
  ['running', true],
  ['succeeded', false],
])('%s: %s', (state, found) => {
  expect(matches(JOB, { words: '', state })).toBe(found);
});
