import type { SchedulerName } from '@nanococoa/common/parameters/schedulers.ts';

/** Names that model folders have for schedulers (diffusers' classes). */
export const SCHEDULER_CLASSES: Readonly<Record<string, SchedulerName>> = {
  DDIMScheduler: 'ddim',
  PNDMScheduler: 'pndm',
  EulerDiscreteScheduler: 'euler',
  EulerAncestralDiscreteScheduler: 'euler_ancestral',
  DPMSolverMultistepScheduler: 'dpmpp_2m',
  LCMScheduler: 'lcm',
};
