import { linspace, roundHalfEven } from './noise-levels.ts';
import type { DiffusionSchedule } from './scheduler.ts';

type Spacing = Pick<DiffusionSchedule, 'trainTimesteps' | 'timestepSpacing' | 'stepsOffset'>;

/** The training steps that `steps` model calls take, from the noisiest on. */
export function spacedTimesteps(schedule: Spacing, steps: number): number[] {
  const { trainTimesteps, timestepSpacing, stepsOffset } = schedule;
  switch (timestepSpacing) {
    case 'leading': {
      const ratio = Math.floor(trainTimesteps / steps);
      return Array.from({ length: steps }, (_, i) => (steps - 1 - i) * ratio + stepsOffset);
    }
    case 'linspace':
      return linspace(0, trainTimesteps - 1, steps)
        .map(roundHalfEven)
        .reverse();
    case 'trailing':
      return trailing(trainTimesteps, steps);
  }
}

/** Steps counted back from the end, each 1/`steps` of the way. */
export function trailing(trainTimesteps: number, steps: number): number[] {
  const ratio = trainTimesteps / steps;
  return Array.from({ length: steps }, (_, i) => roundHalfEven(trainTimesteps - i * ratio) - 1);
}
