import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Job, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { madeStep, testJob } from '../jobs/test-jobs.ts';
import { createDispatcher } from '../queue/dispatcher.ts';
import { createJobQueue } from '../queue/job-queue.ts';
import { createTestLeases } from '../queue/test-leases.ts';
import { seededRandom } from '../queue/test-random.ts';
import { createEstimator } from './estimator.ts';
import { createStepDurations } from './step-durations.ts';

const KNOWN = [
  { key: '1 studio 1MP', averageMs: 4000 },
  { key: '2 studio 1MP', averageMs: 2000 },
  { key: '3 studio 1MP', averageMs: 1000 },
];
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const log = createLogger({ service: 'test', level: 'silent' });

/** An estimator that knows how long steps take, and what runs and waits as the test says. */
function setUp({ slots = 1 } = {}) {
  const clock = createManualClock();
  const queue = createJobQueue({ capacity: 1000, retryAfterMs: () => 0 });
  const running = new Set<string>();
  const durations = createStepDurations({
    known: KNOWN,
    clock,
    log,
    storage: { saveStatistic: () => Promise.resolve() },
  });
  let walks = 0;
  const estimator = createEstimator({
    durations,
    clock,
    queue: {
      ...queue,
      order() {
        walks += 1;
        return queue.order();
      },
    },
    runningJobs: () => running,
    isRunning: (jobId) => running.has(jobId),
    slots: () => slots,
  });
  const wait = (...jobs: Job[]): void => {
    for (const job of jobs) {
      estimator.queued(job);
      queue.restore({ jobId: job.id, caller: job.caller, priority: 0 });
    }
  };
  return { clock, queue, running, estimator, wait, walks: () => walks };
}

/** A job with steps as they are. */
function job(id: string, steps: Partial<Step>[] = []): Job {
  const fresh = testJob({ id });
  return { ...fresh, steps: fresh.steps.map((step, index) => ({ ...step, ...steps[index] })) };
}

test('a running job: what is left of its step and all of the next ones; negative when the last is overdue', () => {
  const { clock, running, estimator } = setUp();
  const a = job('a');
  estimator.queued(a);
  running.add('a');
  expect(estimator.jobEta('a')).toEqual({ etaMs: 7000 });
  estimator.stepStarted(a, a.steps[0]);
  clock.advance(1500);
  expect(estimator.jobEta('a')).toEqual({ etaMs: 5500, step: 1, stepEtaMs: 2500 });
  clock.advance(3500);
  // Overdue by a second: the job cannot be done earlier than its next steps.
  expect(estimator.jobEta('a')).toEqual({ etaMs: 3000, step: 1, stepEtaMs: -1000 });
  estimator.stepFinished(a, { ...madeStep(1, 'a'), number: 1 }, 4000);
  expect(estimator.jobEta('a')).toEqual({ etaMs: 3000 });
  const last = job('a', [madeStep(1, 'a'), madeStep(2, 'b')]);
  estimator.stepStarted(last, last.steps[2]);
  clock.advance(1250);
  expect(estimator.jobEta('a')).toEqual({ etaMs: -250, step: 3, stepEtaMs: -250 });
});

test('engine diffusion is timed by its model and its steps, and its worker knows best what is left', () => {
  const { clock, running, estimator } = setUp();
  const painted = (id: string, steps?: number): Job => {
    const fresh = job(id, [{}, { state: StepState.SKIPPED }, { state: StepState.SKIPPED }]);
    const background = { engine: 'diffusion', model: 'sdxl', steps };
    return { ...fresh, spec: AdSpec.fromPartial({ ...fresh.spec, background }) };
  };
  const [a, b, c] = [painted('a'), painted('b'), painted('c', 50)];
  for (const each of [a, b, c]) {
    estimator.queued(each);
    running.add(each.id);
  }
  expect(estimator.jobEta('a').etaMs).toBe(60_000);
  estimator.stepStarted(a, a.steps[0]);
  clock.advance(10_000);
  expect(estimator.jobEta('a').stepEtaMs).toBe(50_000);
  estimator.stepRemains('a', 8000);
  clock.advance(3000);
  expect(estimator.jobEta('a')).toEqual({ etaMs: 5000, step: 1, stepEtaMs: 5000 });
  estimator.stepFinished(a, { ...madeStep(1, 'a'), engine: 'diffusion' }, 18_000);
  expect(estimator.jobEta('b').etaMs).toBe(18_000);
  expect(estimator.jobEta('c').etaMs).toBe(60_000);
  // What a step of the studio takes has not changed.
  estimator.queued(job('d'));
  expect(estimator.jobEta('d').etaMs).toBe(7000);
});

test('steps that were made before count nothing, and those that are made teach', () => {
  const { running, estimator } = setUp();
  const rerun = job('a', [madeStep(1, 'a', { cached: true })]);
  estimator.queued(rerun);
  running.add('a');
  expect(estimator.jobEta('a').etaMs).toBe(3000);
  estimator.stepStarted(rerun, rerun.steps[1]);
  estimator.stepFinished(rerun, madeStep(2, 'b'), 7000);
  estimator.queued(job('b', [madeStep(1, 'a', { cached: true }), { state: StepState.SKIPPED }]));
  estimator.queued(job('c'));
  expect(estimator.jobEta('b').etaMs).toBe(1000);
  expect(estimator.jobEta('c').etaMs).toBe(4000 + (0.8 * 2000 + 0.2 * 7000) + 1000);
});

test('there is always a number: given back, run elsewhere, or not known at all', () => {
  const { clock, running, estimator, queue } = setUp({ slots: 0 });
  expect(estimator.jobEta('unknown').etaMs).toBe(7000);
  const a = job('a');
  estimator.stepStarted(a, a.steps[0]);
  running.add('a');
  clock.advance(60_000);
  running.delete('a');
  estimator.stepStopped('a');
  expect(estimator.jobEta('a')).toEqual({ etaMs: 7000 });
  queue.putFirst({ jobId: 'a', caller: 'local', priority: 0 });
  expect(estimator.jobEta('a')).toEqual({ etaMs: 7000 });
  // In a slot again, before a worker has taken the step.
  running.add('a');
  expect(estimator.jobEta('a')).toEqual({ etaMs: 7000 });
  expect(estimator.knows('a')).toBe(true);
  estimator.forget('a');
  expect(estimator.knows('a')).toBe(false);
});

test('a larger picture takes longer', () => {
  const { estimator } = setUp();
  estimator.queued(
    testJob({
      id: 'large',
      spec: AdSpec.fromPartial({ ...testJob().spec, output: { width: 2048, height: 2048 } }),
    }),
  );
  expect(estimator.jobEta('large').etaMs).toBeGreaterThan(2 * 7000);
});

test('where a waiting job stands is known before anybody looks, and exactly after that', () => {
  const { clock, running, estimator, wait, walks } = setUp({ slots: 2 });
  const [r, s] = [job('r'), job('s', [madeStep(1, 'a'), madeStep(2, 'b')])];
  estimator.stepStarted(r, r.steps[0]);
  estimator.stepStarted(s, s.steps[2]);
  for (const { id } of [r, s]) running.add(id);
  wait(job('a'), job('b', [madeStep(1, 'a'), madeStep(2, 'b')]), job('c'));
  expect(estimator.standing('r')).toBeUndefined();
  // As if all before it were like it: c follows a in the slot of s.
  expect(estimator.standing('a')).toEqual({ position: 0, etaMs: 8000 });
  expect(estimator.standing('c')).toEqual({ position: 2, etaMs: 15_000 });
  expect(walks()).toBe(0);
  estimator.look(new Set(['a', 'b', 'c']));
  // s ends at 1000 and a takes its slot until 8000; r ends at 7000, b takes its slot until 8000, then c.
  expect(['a', 'b', 'c'].map(estimator.standing)).toEqual([
    { position: 0, etaMs: 8000 },
    { position: 1, etaMs: 8000 },
    { position: 2, etaMs: 15_000 },
  ]);
  clock.advance(400);
  expect(estimator.jobEta('c').etaMs).toBe(14_600);
  // At most once a second, whoever asks.
  for (let time = 0; time < 100; time += 1) estimator.look(new Set(['a', 'c']));
  expect(walks()).toBe(1);
  clock.advance(600);
  estimator.look(new Set(['a', 'c']));
  expect(walks()).toBe(2);
});

test('a refused caller is told when the first running job ends', () => {
  const { running, estimator } = setUp({ slots: 2 });
  const [a, b] = [job('a'), job('b')];
  for (const each of [a, b]) {
    running.add(each.id);
    estimator.stepStarted(each, each.steps[0]);
  }
  estimator.stepFinished(b, madeStep(1, 'b'), 4000);
  expect(estimator.retryAfterMs()).toBe(3000);
  expect(setUp({ slots: 1 }).estimator.retryAfterMs()).toBe(250);
  expect(setUp({ slots: 0 }).estimator.retryAfterMs()).toBeGreaterThanOrEqual(1000);
});

test('what is foretold is what comes, for any callers, priorities, slots and steps left', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const random = seededRandom(seed);
    const slots = 1 + Math.floor(random() * 4);
    const { clock, queue, estimator, running } = setUp({ slots });
    const jobs = new Map<string, Job>();
    const endMs = new Map<string, number>();
    const sleep = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
    const dispatcher = createDispatcher({
      queue,
      clock,
      storage: createTestLeases().storage,
      owner: 'me',
      log,
      slots: () => slots,
      async run({ jobId }) {
        const current = jobs.get(jobId) ?? job(jobId);
        running.add(jobId);
        for (const step of current.steps.filter(({ state }) => state === StepState.PENDING)) {
          estimator.stepStarted(
            { ...current, steps: current.steps.filter(({ number }) => number >= step.number) },
            step,
          );
          await sleep(KNOWN[step.number - 1].averageMs);
          estimator.stepFinished(current, madeStep(step.number, 'a'), KNOWN[step.number - 1].averageMs);
        }
        running.delete(jobId);
        endMs.set(jobId, clock.now().getTime());
        return { kind: 'done' };
      },
    });
    for (let number = 0; number < 40; number += 1) {
      const steps = random() < 0.4 ? [madeStep(1, 'a'), ...(random() < 0.5 ? [madeStep(2, 'b')] : [])] : [];
      const waiting = job(`j${number}`, steps);
      jobs.set(waiting.id, waiting);
      estimator.queued(waiting);
      const caller = `c${Math.floor(random() * 5)}`;
      queue.restore({ jobId: waiting.id, caller, priority: Math.floor(random() * 3) });
    }
    dispatcher.pump();
    await settle();
    clock.advance(1234);
    await settle();
    estimator.look(new Set(jobs.keys()));
    const foretold = [...jobs.keys()].map((jobId) => [
      jobId,
      clock.now().getTime() + estimator.jobEta(jobId).etaMs,
    ]);
    while (endMs.size < jobs.size) {
      clock.advance(clock.pendingDelaysMs()[0]);
      await settle();
    }
    expect([...jobs.keys()].map((jobId) => [jobId, endMs.get(jobId)])).toEqual(foretold);
    await dispatcher.stop();
  }
});
