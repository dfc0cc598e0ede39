import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import type { StageTimes } from './stage-clock.ts';
import type { StepMeasure, StepsAnswer } from './step-process.ts';

/** Shorter than this is of no interest. */
const LEAST_MS = 4;
const STEPS = ['step 1', 'step 2', 'step 3'];

/** Where a job's time goes: each step, in it what it said it was doing, and the loops that threads share. */
export function stageRows(measured: readonly StepsAnswer[]): Row[] {
  return STEPS.flatMap((name, index) => {
    const steps = measured.flatMap(({ steps }) => steps.at(index) ?? []);
    return [
      row({ id: name, value: median(steps.map(({ ms }) => ms)), unit: 'ms' }),
      ...medians(steps, 'stages').map(([stage, ms]) => row({ id: `  ${stage}`, value: ms, unit: 'ms' })),
      ...medians(steps, 'kernels').map(([kernel, ms]) =>
        row({ id: `  loop ${kernel}`, value: ms, unit: 'ms' }),
      ),
    ];
  });
}

/** The median of each, in the order in which they came. */
function medians(steps: readonly StepMeasure[], kind: 'stages' | 'kernels'): [string, number][] {
  const names = new Set(steps.flatMap((step) => Object.keys(step[kind])));
  const of = (times: StageTimes, name: string) => times[name] ?? 0;
  return [...names]
    .map((name): [string, number] => [name, median(steps.map((step) => of(step[kind], name)))])
    .filter(([, ms]) => ms >= LEAST_MS);
}
