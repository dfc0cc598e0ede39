import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { MemoryLedger, MemoryUse } from '../memory/memory-ledger.ts';
import { checkStepRoom, type StepNeed } from './check-step-room.ts';

/**
 * What to reserve for a step: with less headroom where the budget is small, since a picture that was once made must not
 * be refused because of what it might take in addition.
 * @throws AppError as checkStepRoom does
 */
export function fitStep(
  ledger: Pick<MemoryLedger, 'report' | 'estimate'>,
  use: MemoryUse,
  need: Omit<StepNeed, 'stepBytes'>,
): MemoryUse {
  const report = ledger.report();
  const fit = (headroom: number | undefined, less: readonly number[]): MemoryUse => {
    const fitting = headroom === undefined ? use : { ...use, headroom };
    try {
      checkStepRoom(report, { ...need, stepBytes: ledger.estimate(fitting) });
      return fitting;
    } catch (error) {
      const [next, ...rest] = less;
      if (next === undefined || !(error instanceof AppError && error.reason === 'MODEL_TOO_LARGE'))
        throw error;
      return fit(next, rest);
    }
  };
  return fit(use.headroom, LESS_HEADROOM);
}

const LESS_HEADROOM = [0.25, 0.1, 0.02];
