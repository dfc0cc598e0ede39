import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { SWEEP_INTERVAL_MS } from './retention-limits.ts';
import { type SweepDependencies, sweep } from './sweep.ts';

/** Sweeps at its start and every few minutes after a sweep has ended. */
export interface Sweeper {
  /** Resolves when a sweep that goes on has stopped. */
  stop(): Promise<void>;
}

/** Starts sweeping. What cannot be removed now is tried again at the next time. */
export function startSweeper(deps: SweepDependencies & { log: Logger }): Sweeper {
  const { clock, log } = deps;
  const stop = new AbortController();
  let cancelNext = (): void => {};

  async function sweepAndPlan(): Promise<void> {
    try {
      const swept = await sweep(deps, stop.signal);
      if (swept.jobs + swept.images > 0) log.info(swept, 'swept');
    } catch (err) {
      log.error({ err }, 'not swept');
    }
    if (!stop.signal.aborted) {
      cancelNext = clock.after(SWEEP_INTERVAL_MS, () => {
        sweeping = sweepAndPlan();
      });
    }
  }

  let sweeping = sweepAndPlan();
  return {
    stop() {
      stop.abort();
      cancelNext();
      return sweeping;
    },
  };
}
