import type { SchedulerName } from '@nanococoa/common/parameters/schedulers.ts';
import { createDdim } from './ddim.ts';
import { createDpmSolver2m } from './dpm-solver-2m.ts';
import { createEuler } from './euler.ts';
import { createEulerAncestral } from './euler-ancestral.ts';
import { createFlowMatchEuler } from './flow-match-euler.ts';
import { createLcm } from './lcm.ts';
import { createPndm } from './pndm.ts';
import type { SchedulerConfig } from './read-scheduler-config.ts';
import type { Scheduler } from './scheduler.ts';

export interface SchedulerRun {
  steps: number;
  /** undefined: the model's own. A flow model has no other. */
  name: SchedulerName | undefined;
  /** Tokens of the picture, for a flow model. */
  imageSequenceLength: number;
}

/** A scheduler for one run: the model's own, or another one over the model's noise schedule. */
export function createScheduler(config: SchedulerConfig, run: SchedulerRun): Scheduler {
  const { steps } = run;
  if (config.kind === 'flow') {
    const { imageSequenceLength } = run;
    return createFlowMatchEuler(config.schedule, { steps, imageSequenceLength, evenSigmas: true });
  }
  const name = run.name ?? config.name;
  const schedule = { ...config.schedule, useKarrasSigmas: name.endsWith('_karras') };
  switch (name) {
    case 'ddim':
      return createDdim(schedule, steps);
    case 'pndm':
      return createPndm(schedule, steps);
    case 'euler':
    case 'euler_karras':
      return createEuler(schedule, steps);
    case 'euler_ancestral':
      return createEulerAncestral(schedule, steps);
    case 'dpmpp_2m':
    case 'dpmpp_2m_karras':
      return createDpmSolver2m(schedule, steps);
    case 'lcm':
      return createLcm(schedule, steps);
  }
}
