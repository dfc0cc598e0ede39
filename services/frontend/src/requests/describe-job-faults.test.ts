import { expect, test } from 'vitest';
import { describeJobFaults } from './describe-job-faults.ts';

const fields = (partial: object) =>
  describeJobFaults({ requestId: 'r', priority: 0, labels: {}, ...partial }).map(({ field }) => field);

test('limits are the last that is allowed', () => {
  const labels = Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`${'k'.repeat(61)}${10 + index}`, '가'.repeat(256)]),
  );
  expect(fields({ priority: 9, labels, requestId: 'x'.repeat(128) })).toEqual([]);
});

test.each([
  ['request_id', { requestId: 'x'.repeat(129) }],
  ['priority', { priority: 10 }],
  ['labels["Team"]', { labels: { Team: 'a' } }],
  ['labels[""]', { labels: { '': 'a' } }],
  [`labels["${'k'.repeat(63)}"]`, { labels: { ['k'.repeat(64)]: 'a' } }],
  ['labels["team"]', { labels: { team: 'a'.repeat(257) } }],
  ['labels', { labels: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, ''])) }],
])('%s', (field, partial) => expect(fields(partial)).toEqual([field]));

test('all is said at once', () => {
  expect(fields({ requestId: '', priority: 4_294_967_295, labels: { A: 'x'.repeat(257) } })).toEqual([
    'request_id',
    'priority',
    'labels["A"]',
    'labels["A"]',
  ]);
});
