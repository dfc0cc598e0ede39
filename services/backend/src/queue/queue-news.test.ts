import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createNewsHub } from '../watch/news-hub.ts';
import { createJobQueue } from './job-queue.ts';
import { createQueueNews } from './queue-news.ts';

test('watchers of waiting jobs hear their position, once a second at most', () => {
  const clock = createManualClock();
  const hub = createNewsHub({ clock });
  const queue = createJobQueue({ capacity: 10, retryAfterMs: () => 0 });
  for (const jobId of ['a', 'b', 'c']) queue.restore({ jobId, caller: 'local' });
  const told: JobProgress[] = [];
  const news = createQueueNews({
    queue,
    clock,
    hub: { ...hub, publishProgress: (progress) => told.push(progress) },
  });
  const subscription = hub.subscribe('c');
  news.tell('c');
  expect(told.map(({ jobId, queuePosition, step }) => [jobId, queuePosition, step])).toEqual([['c', 2, 0]]);
  queue.takeNext();
  news.changed();
  queue.takeNext();
  news.changed();
  expect(told).toHaveLength(1);
  clock.advance(1000);
  expect(told.slice(1).map(({ jobId, queuePosition }) => [jobId, queuePosition])).toEqual([['c', 0]]);
  subscription.close();
  news.changed();
  clock.advance(1000);
  expect(told).toHaveLength(2);
});
