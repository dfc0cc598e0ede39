import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  BANDS_CHANNEL,
  type BandTiming,
} from '../../../services/model-serving/src/imaging/parallel/run-bands.ts';
import type { ProcessContext } from '../../../services/model-serving/src/steps/step-context.ts';

/** Milliseconds by name. */
export type StageTimes = Record<string, number>;

/** Tells what a step spends its time on by what it says itself: the engine knows nothing of being measured. */
export interface StageClock {
  /** A context that hears the step's progress on its way. */
  watch(context: ProcessContext): ProcessContext;
  stop(): { stages: StageTimes; kernels: StageTimes };
}

/** Begins with a step; one at a time in a process. */
export function createStageClock(): StageClock {
  const stages: StageTimes = {};
  const kernels: StageTimes = {};
  let stage = 'Beginning';
  let sinceMs = performance.now();
  const turn = (next: string) => {
    const nowMs = performance.now();
    stages[stage] = (stages[stage] ?? 0) + nowMs - sinceMs;
    [stage, sinceMs] = [next, nowMs];
  };
  const onBands = (message: unknown) => {
    const { kernel, ms } = message as BandTiming;
    kernels[kernel] = (kernels[kernel] ?? 0) + ms;
  };
  subscribe(BANDS_CHANNEL, onBands);
  return {
    watch: (context) => ({
      ...context,
      progress(fraction, subStep, message) {
        // Names such as that of the surface make no stages of their own.
        turn(message.replace(/:.*|\.$/, ''));
        context.progress(fraction, subStep, message);
      },
    }),
    stop() {
      turn('');
      unsubscribe(BANDS_CHANNEL, onBands);
      return { stages, kernels };
    },
  };
}
