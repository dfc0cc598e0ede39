import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { createManualClock, type ManualClock } from '../clock/manual-clock.ts';
import { createDispatcher, type RunOutcome } from './dispatcher.ts';
import { createJobQueue } from './job-queue.ts';
import { createTestLeases } from './test-leases.ts';

/** For tests: lets everything happen that waits for promises only. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** For tests: a dispatcher whose jobs end when the test says so. */
export function createTestDispatcher(
  options: { clock?: ManualClock; leases?: ReturnType<typeof createTestLeases>; owner?: string } = {},
) {
  const { clock = createManualClock(), leases = createTestLeases(), owner = 'me' } = options;
  const queue = createJobQueue({ capacity: 1000, retryAfterMs: () => 0 });
  const running = new Map<string, { end(outcome: RunOutcome): void; signal: AbortSignal }>();
  const started: string[] = [];
  let slots = 0;
  const dispatcher = createDispatcher({
    queue,
    clock,
    storage: leases.storage,
    owner,
    log: createLogger({ service: 'test', level: 'silent' }),
    slots: () => slots,
    run({ jobId }, signal) {
      started.push(jobId);
      return new Promise((resolve) => {
        const end = (outcome: RunOutcome): void => {
          running.delete(jobId);
          resolve(outcome);
        };
        running.set(jobId, { end, signal });
        signal.addEventListener('abort', () => end({ kind: 'given_back', delayMs: 0 }));
      });
    },
  });
  return {
    clock,
    leases,
    queue,
    dispatcher,
    running,
    started,
    async setSlots(count: number): Promise<void> {
      slots = count;
      dispatcher.pump();
      await settle();
    },
    /** Lets jobs wait: "a", or "caller:a". */
    async add(...names: string[]): Promise<void> {
      for (const name of names) {
        const [caller, jobId = caller] = name.split(':');
        queue.restore({ jobId, caller: jobId === caller ? 'local' : caller, priority: 0 });
      }
      dispatcher.pump();
      await settle();
    },
    async end(jobId: string, outcome: RunOutcome = { kind: 'done' }): Promise<void> {
      running.get(jobId)?.end(outcome);
      await settle();
    },
    async pass(ms: number): Promise<void> {
      clock.advance(ms);
      await settle();
    },
  };
}
