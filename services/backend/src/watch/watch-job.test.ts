import { type JobEvent, JobProgress, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { type NewEvent, sealEvents } from '../jobs/seal-events.ts';
import { START_TIME, testJob } from '../jobs/test-jobs.ts';
import { createNewsHub } from './news-hub.ts';
import { type News, watchJob } from './watch-job.ts';

const JOB = testJob();
const WARNING: NewEvent = {
  $case: 'warning',
  value: { step: 1, warning: { reason: 'PRODUCT_TOUCHES_FRAME', message: 'It does.' } },
};
const FINISHED: NewEvent = { $case: 'finished', value: { state: JobState.CANCELLED } };

/** A life of `count` events; the last one is terminal. */
function life(count: number): JobEvent[] {
  return sealEvents(JOB, [...new Array<NewEvent>(count - 1).fill(WARNING), FINISHED], START_TIME).events;
}

/** A log that answers late, as a real one may, and a hub. */
function setUp(log: JobEvent[], pause: () => Promise<void> = () => Promise.resolve()) {
  const clock = createManualClock();
  const hub = createNewsHub({ clock });
  const storage = {
    async readEvents(_jobId: string, afterSequence: number, limit: number) {
      await pause();
      const events = log.filter(({ sequence }) => sequence > afterSequence).slice(0, limit);
      await pause();
      return events;
    },
  };
  const publish = (events: JobEvent[]): void => {
    log.push(...events);
    hub.announce(
      events.map((event) => ({ position: event.sequence, caller: JOB.caller, jobId: JOB.id, event })),
    );
  };
  const stop = new AbortController();
  const watch = (afterSequence: number): AsyncGenerator<News> =>
    watchJob({ storage, hub, clock }, { jobId: JOB.id, afterSequence, signal: stop.signal });
  return { clock, hub, publish, watch, stop };
}

const progress = (subStep: string, fraction = 0): JobProgress =>
  JobProgress.create({ jobId: JOB.id, step: 1, subStep, fraction });
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A generator of numbers from 0 to 1 that a seed repeats. */
function seeded(seed: number): () => number {
  // Small states make small first numbers.
  let state = (seed + 1) * 9_999_991;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

test('under random interleavings every watcher gets each event after its sequence once, in order', async () => {
  for (let seed = 0; seed < 150; seed += 1) {
    const random = seeded(seed);
    const events = life(2 + Math.floor(random() * 500));
    const { publish, watch } = setUp([], async () => {
      for (let i = Math.floor(random() * 3); i > 0; i -= 1) await tick();
    });
    const watchers: Promise<void>[] = [];
    const follow = async (afterSequence: number): Promise<void> => {
      const seen: number[] = [];
      for await (const news of watch(afterSequence)) {
        if (news.$case === 'event') seen.push(news.value.sequence);
        if (random() < 0.2) await tick();
      }
      const expected = events.map(({ sequence }) => sequence).filter((sequence) => sequence > afterSequence);
      expect(seen, `seed ${seed} after ${afterSequence}`).toEqual(expected);
    };
    let published = 0;
    while (published < events.length) {
      if (random() < 0.2) watchers.push(follow(Math.floor(random() * (published + 1))));
      const count = 1 + Math.floor(random() * (random() < 0.5 ? 4 : 60));
      publish(events.slice(published, published + count));
      published += count;
      for (let i = Math.floor(random() * 4) * Math.floor(random() * 3); i > 0; i -= 1) await tick();
    }
    watchers.push(follow(0));
    await Promise.all(watchers);
  }
});

test('a watcher that does not read costs a bounded number of events and still misses none', async () => {
  const events = life(5000);
  const { publish, watch } = setUp([]);
  const watcher = watch(0);
  publish(events.slice(0, 1));
  expect((await watcher.next()).value).toEqual({ $case: 'event', value: events[0] });
  for (let i = 1; i < events.length; i += 50) publish(events.slice(i, i + 50));
  const rest = await Array.fromAsync(watcher);
  expect(rest.map(({ value }) => 'sequence' in value && value.sequence)).toEqual(
    events.slice(1).map(({ sequence }) => sequence),
  );
});

test('of passing news only the newest is kept; it is sent to who comes later, and not after the job has moved on', async () => {
  const { clock, hub, publish, watch } = setUp([]);
  const events = life(3);
  publish(events.slice(0, 1));
  hub.publishProgress(progress('segmentation', 0.1));
  hub.publishProgress(progress('segmentation', 0.2));
  hub.publishProgress(progress('segmentation', 0.3));
  clock.advance(100);
  const watcher = watch(1);
  expect((await watcher.next()).value).toEqual({ $case: 'progress', value: progress('segmentation', 0.3) });
  hub.publishProgress(progress('segmentation', 0.4));
  publish(events.slice(1));
  expect((await Array.fromAsync(watcher)).map(({ $case }) => $case)).toEqual(['event', 'event']);
});

test('passing news is sent at once, but at most ten times in any second; then the newest comes', async () => {
  const { clock, hub, watch } = setUp([]);
  const seen: number[] = [];
  const watching = (async () => {
    for await (const { $case, value } of watch(0)) if ($case === 'progress') seen.push(value.fraction);
  })();
  await tick();
  for (let news = 1; news <= 13; news++) {
    hub.publishProgress(progress('a', news / 100));
    await tick();
    clock.advance(10);
  }
  const burst = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((news) => news / 100);
  expect(seen).toEqual(burst);
  clock.advance(1000 - 13 * 10 - 1);
  await tick();
  expect(seen).toEqual(burst);
  clock.advance(1);
  await tick();
  expect(seen).toEqual([...burst, 0.13]);
  hub.close();
  await expect(watching).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
});

test('a preview that nobody has taken goes with the newer news of its step, and to who comes later', async () => {
  const { clock, hub, publish, watch } = setUp([]);
  publish(life(2).slice(0, 1));
  const watcher = watch(1);
  const first = watcher.next();
  await tick();
  const preview = Buffer.from('RIFF');
  hub.publishProgress(progress('a', 0.1));
  await first;
  hub.publishProgress({ ...progress('a', 0.2), preview });
  hub.publishProgress(progress('a', 0.3));
  expect((await watcher.next()).value.value).toEqual({ ...progress('a', 0.3), preview });
  hub.publishProgress(progress('a', 0.4));
  // It has the preview already.
  expect((await watcher.next()).value.value).toEqual(progress('a', 0.4));
  expect((await watch(1).next()).value.value).toEqual({ ...progress('a', 0.4), preview });
  hub.publishProgress({ ...progress('b', 0), step: 2 });
  expect((await watch(1).next()).value.value).toEqual({ ...progress('b', 0), step: 2 });
  for (let news = 0; news < 10; news += 1) hub.publishProgress({ ...progress('b', 0.1), step: 2, preview });
  hub.publishProgress({ ...progress('b', 0.5), step: 2 });
  clock.advance(1000);
  // Held back behind ten others, the preview still comes.
  expect((await watcher.next()).value.value).toEqual({ ...progress('b', 0.5), step: 2, preview });
});

test('a preview that is too large is left out', async () => {
  const { hub, watch } = setUp([]);
  hub.publishProgress({ ...progress('a', 0.1), preview: new Uint8Array(32 * 1024) });
  expect((await watch(0).next()).value.value.preview.length).toBe(32 * 1024);
  hub.publishProgress({ ...progress('b', 0.2), preview: new Uint8Array(32 * 1024 + 1), step: 2 });
  expect((await watch(0).next()).value.value).toEqual({ ...progress('b', 0.2), step: 2 });
});

test('a warning leaves the passing news as it was', async () => {
  const { hub, publish, watch } = setUp([]);
  const events = life(4);
  publish(events.slice(0, 1));
  hub.publishProgress(progress('a', 0.1));
  publish(events.slice(1, 3));
  const watcher = watch(2);
  expect((await watcher.next()).value).toMatchObject({ $case: 'event', value: { sequence: 3 } });
  expect((await watcher.next()).value).toEqual({ $case: 'progress', value: progress('a', 0.1) });
});

test('a watch of a job that is deleted ends', async () => {
  const { hub, watch } = setUp([]);
  const next = watch(0).next();
  await tick();
  hub.announce([{ position: 9, caller: JOB.caller, jobId: JOB.id }]);
  await expect(next).rejects.toMatchObject({ reason: 'JOB_NOT_FOUND' });
});

test('silence is broken by a heartbeat every 15 seconds', async () => {
  const { clock, watch } = setUp([]);
  const watcher = watch(0);
  for (const _ of [1, 2]) {
    const next = watcher.next();
    await tick();
    clock.advance(14_999);
    expect(clock.pendingDelaysMs()).toEqual([1]);
    clock.advance(1);
    expect((await next).value).toEqual({ $case: 'heartbeat', value: { time: clock.now() } });
  }
  await watcher.return(undefined);
});

test('who leaves is forgotten', async () => {
  const { clock, hub, watch, stop } = setUp([]);
  const next = watch(0).next();
  await tick();
  expect([...hub.watchedJobs()]).toEqual([JOB.id]);
  stop.abort();
  expect((await next).done).toBe(true);
  expect([...hub.watchedJobs()]).toEqual([]);
  expect(clock.pendingDelaysMs()).toEqual([]);
});
