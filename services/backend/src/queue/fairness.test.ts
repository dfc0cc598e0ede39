import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createDispatcher, type RunOutcome } from './dispatcher.ts';
import { createJobQueue } from './job-queue.ts';
import { createTestLeases } from './test-leases.ts';
import { seededRandom } from './test-random.ts';
import type { WaitingJob } from './waiting-job.ts';

const JOBS = 250;
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A caller's wait for its next turn. */
interface Wait {
  /** Callers that waited when it began, this one included. */
  callers: number;
  /** Jobs of others that have started since. */
  others: number;
}

/**
 * What a fair queue allows, kept beside the real one: notes each start that it does not. Jobs that had started before,
 * and were given back, count to the running ones.
 */
function createReferee() {
  const waiting = new Map<string, { job: WaitingJob; number: number }>();
  const waits = new Map<string, Wait>();
  const hasStarted = new Set<string>();
  const unfair: string[] = [];
  let longest = 0;

  const ofCaller = (caller: string) => [...waiting.values()].filter(({ job }) => job.caller === caller);
  const callersWaiting = (): number => new Set([...waiting.values()].map(({ job }) => job.caller)).size;
  const beginWait = (caller: string): void => {
    waits.delete(caller);
    if (ofCaller(caller).length > 0) waits.set(caller, { callers: callersWaiting(), others: 0 });
  };

  return {
    unfair,
    longest: () => longest,
    waiting: () => [...waiting.keys()],
    arrived(job: WaitingJob, number: number): void {
      waiting.set(job.jobId, { job, number });
      if (!waits.has(job.caller)) beginWait(job.caller);
    },
    cancelled(jobId: string): void {
      const caller = waiting.get(jobId)?.job.caller;
      waiting.delete(jobId);
      if (caller && ofCaller(caller).length === 0) waits.delete(caller);
    },
    started(jobId: string): void {
      const caller = waiting.get(jobId)?.job.caller;
      if (hasStarted.has(jobId) || !caller) return;
      hasStarted.add(jobId);
      const [first] = ofCaller(caller).sort((a, b) => b.job.priority - a.job.priority || a.number - b.number);
      if (first.job.jobId !== jobId) unfair.push(`${jobId} started before ${first.job.jobId}`);
      waiting.delete(jobId);
      for (const [other, wait] of waits) {
        if (other === caller) continue;
        wait.others += 1;
        longest = Math.max(longest, wait.others);
        if (wait.others >= wait.callers) unfair.push(`${other} of ${wait.callers} waits for ${wait.others}`);
      }
      beginWait(caller);
    },
  };
}

/** Runs the real dispatcher over callers, jobs, durations, slots, cancels and failures that the seed decides. */
async function simulate(seed: number, withRefusals: boolean) {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const clock = createManualClock();
  const referee = createReferee();
  const queue = createJobQueue({ capacity: JOBS, retryAfterMs: () => 0 });
  const finished: string[] = [];
  const cancelled: string[] = [];
  let slots = 1 + below(4);
  const ending = (jobId: string): RunOutcome => {
    const kind = random();
    if (kind < 0.1) return { kind: 'given_back', delayMs: below(300) };
    if (withRefusals && kind < 0.2) return { kind: 'refused', retryAfterMs: below(1000) };
    finished.push(jobId);
    return { kind: 'done' };
  };
  const { storage } = createTestLeases();
  const dispatcher = createDispatcher({
    queue,
    clock,
    // A job leaves the queue when it is claimed.
    storage: {
      ...storage,
      claimJob(lease) {
        referee.started(lease.jobId);
        return storage.claimJob(lease);
      },
    },
    owner: 'me',
    log: createLogger({ service: 'test', level: 'silent' }),
    slots: () => slots,
    run({ jobId }, signal) {
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ kind: 'given_back', delayMs: 0 }));
        clock.after(1 + below(400), () => resolve(signal.aborted ? { kind: 'done' } : ending(jobId)));
      });
    },
  });

  // Two callers come with many jobs at once, the others now and then.
  for (let number = 0; number < JOBS; number += 1) {
    const isBurst = random() < 0.5;
    const caller = isBurst ? `burst${below(2)}` : `c${below(6)}`;
    const job = { jobId: `j${number}`, caller, priority: below(10) };
    clock.after(isBurst ? 1 + 1000 * below(3) : 1 + below(20_000), () => {
      const place = queue.reserve(job);
      referee.arrived(job, clock.now().getTime() * JOBS + number);
      place.enqueue();
      dispatcher.pump();
    });
  }
  for (let time = 1; time < 20_000; time += 1 + below(1500)) {
    clock.after(time, () => {
      slots = below(5);
      dispatcher.pump();
    });
    clock.after(time + 1, () => {
      const jobId = referee.waiting().at(below(40));
      if (!jobId) return;
      referee.cancelled(jobId);
      cancelled.push(jobId);
      dispatcher.abort(jobId);
    });
  }
  clock.after(20_000, () => {
    slots = 2;
    dispatcher.pump();
  });

  while (finished.length + cancelled.length < JOBS) {
    const [nextMs] = clock.pendingDelaysMs();
    expect(nextMs).toBeDefined();
    clock.advance(nextMs);
    await settle();
    expect(referee.unfair).toEqual([]);
    // No slot idles while a job waits; what is being claimed counts as running.
    if (!withRefusals && queue.size + queue.startedSize > 0) {
      expect(dispatcher.running).toBeGreaterThanOrEqual(slots);
    }
  }
  await dispatcher.stop();
  return { finished, cancelled, longest: referee.longest() };
}

test.each([false, true])(
  'with k callers waiting, nobody waits for more than k − 1 others; every job ends once (refusals: %s)',
  async (withRefusals) => {
    const longest: number[] = [];
    for (let seed = 1; seed <= 12; seed += 1) {
      const { finished, cancelled, longest: waited } = await simulate(seed, withRefusals);
      expect(new Set([...finished, ...cancelled]).size).toBe(JOBS);
      expect(finished.length + cancelled.length).toBe(JOBS);
      longest.push(waited);
    }
    // The simulation really brings many callers together.
    expect(Math.max(...longest)).toBeGreaterThanOrEqual(5);
  },
);
