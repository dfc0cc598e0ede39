import { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import type { JobEta } from '../statistics/estimator.ts';
import type { Standing } from '../statistics/forecast.ts';
import { createQueueNews } from './queue-news.ts';

/** A teller over standings and times left that the test sets. */
function setUp() {
  const clock = createManualClock();
  const standings = new Map<string, Standing>();
  const running = new Map<string, JobEta>();
  const watched = new Set<string>();
  const told: JobProgress[] = [];
  const looks: string[][] = [];
  const news = createQueueNews({
    clock,
    hub: { publishProgress: (progress) => told.push(progress), watchedJobs: () => watched },
    estimator: {
      standing: (jobId) => standings.get(jobId),
      jobEta: (jobId) => running.get(jobId) ?? { etaMs: 0 },
      look: (waiting) => looks.push([...waiting]),
    },
    queue: { has: (jobId) => standings.has(jobId) },
    dispatcher: { isRunning: (jobId) => running.has(jobId) },
  });
  const heard = () =>
    told.splice(0).map(({ jobId, queuePosition, eta }) => [jobId, queuePosition, eta?.seconds]);
  return { clock, standings, running, watched, told, looks, news, heard };
}

test('who has just come hears at once where the job stands', () => {
  const { news, standings, told, heard } = setUp();
  standings.set('a', { position: 3, etaMs: 4500 });
  news.tell('a');
  expect(told[0]).toMatchObject({
    step: 0,
    message: '3 jobs are before it in the queue.',
    eta: { seconds: 4, nanos: 500_000_000 },
  });
  expect(heard()).toEqual([['a', 3, 4]]);
  news.tell('unknown');
  expect(told).toEqual([]);
});

test.each([
  [0, 'Next in the queue.'],
  [1, '1 job is before it in the queue.'],
  [2, '2 jobs are before it in the queue.'],
])('position %i in words', (position, message) => {
  const { news, standings, told } = setUp();
  standings.set('a', { position, etaMs: 0 });
  news.tell('a');
  expect(told[0].message).toBe(message);
});

test('watchers of waiting jobs hear what is new, once a second at most; nobody else costs anything', () => {
  const { clock, news, standings, watched, looks, heard } = setUp();
  standings.set('a', { position: 2, etaMs: 30_000 });
  standings.set('unwatched', { position: 0, etaMs: 1000 });
  clock.advance(5000);
  expect([heard(), looks]).toEqual([[], []]);
  watched.add('a');
  news.tell('a');
  standings.set('a', { position: 1, etaMs: 29_900 });
  standings.set('a', { position: 0, etaMs: 29_500 });
  clock.advance(999);
  expect(heard()).toEqual([['a', 2, 30]]);
  clock.advance(1);
  expect(heard()).toEqual([['a', 0, 29]]);
  expect(looks).toEqual([['a']]);
});

test('an expected end that stays where it was is no news', () => {
  const { clock, standings, watched, heard } = setUp();
  watched.add('a');
  const endsIn = (etaMs: number): void => {
    standings.set('a', { position: 1, etaMs });
    clock.advance(1000);
  };
  // At each look a second more has passed.
  endsIn(60_000);
  expect(heard()).toHaveLength(1);
  endsIn(59_000);
  endsIn(58_900);
  expect(heard()).toEqual([]);
  // More than a second later than was told.
  endsIn(58_100);
  expect(heard()).toEqual([['a', 1, 58]]);
  // A short time left: 5 % of it are news.
  endsIn(4000);
  heard();
  endsIn(3100);
  expect(heard()).toEqual([]);
  endsIn(2300);
  expect(heard()).toEqual([['a', 1, 2]]);
});

test('a running job of which nothing was heard for a second shows the time that is left, overdue or not', () => {
  const { clock, running, watched, news, told } = setUp();
  watched.add('a');
  running.set('a', { etaMs: 1500, step: 2, stepEtaMs: 500 });
  const preview = new Uint8Array([1]);
  const progress = {
    jobId: 'a',
    step: 2,
    fraction: 0.6,
    stepFraction: 0.5,
    subStep: 'text_generation',
    preview,
  };
  clock.advance(500);
  news.report(JobProgress.fromPartial(progress));
  expect(told.splice(0)).toHaveLength(1);
  clock.advance(500);
  expect(told).toEqual([]);
  running.set('a', { etaMs: 1000, step: 2, stepEtaMs: -250 });
  clock.advance(1000);
  expect(told.splice(0)).toEqual([
    {
      ...JobProgress.fromPartial(progress),
      eta: { seconds: 1, nanos: 0 },
      stepEta: { seconds: -0, nanos: -250_000_000 },
      time: clock.now(),
      preview: new Uint8Array(0),
    },
  ]);
  // The next step has told nothing yet.
  running.set('a', { etaMs: 900, step: 3, stepEtaMs: 900 });
  clock.advance(1000);
  expect(told.splice(0)).toMatchObject([{ step: 3, fraction: 0.6, stepFraction: 0, subStep: '' }]);
  watched.clear();
  clock.advance(5000);
  expect(told).toEqual([]);
});

test('a job that waits for a worker again goes on with what was heard of it; a finished one is silent', () => {
  const { clock, standings, running, watched, news, told } = setUp();
  watched.add('a');
  running.set('a', { etaMs: 1500, step: 1, stepEtaMs: 500 });
  news.report(JobProgress.fromPartial({ jobId: 'a', step: 1, fraction: 0.4 }));
  running.delete('a');
  standings.set('a', { position: 0, etaMs: 2000 });
  told.length = 0;
  clock.advance(1000);
  news.tell('a');
  expect(told.splice(0)).toMatchObject([
    { step: 1, fraction: 0.4, queuePosition: undefined, stepEta: undefined },
    { step: 1, fraction: 0.4, queuePosition: undefined },
  ]);
  standings.delete('a');
  news.forget('a');
  clock.advance(3000);
  news.tell('a');
  expect(told).toEqual([]);
});

test('after a stop nothing is told', () => {
  const { clock, standings, watched, news, told } = setUp();
  watched.add('a');
  standings.set('a', { position: 0, etaMs: 0 });
  news.stop();
  clock.advance(5000);
  expect([told, clock.pendingDelaysMs()]).toEqual([[], []]);
});
