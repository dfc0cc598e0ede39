import { type Job, StepState } from '@nanococoa/proto/common/v1/job.ts';

/** Share of a whole job's time that each step takes on two cores; only their ratios count. */
const WEIGHTS = [0.55, 0.25, 0.2];

/** How far a job is, 0 to 1, while `stepNumber` is `stepFraction` done: weighted over the steps that really run. */
export function jobFraction(job: Job, stepNumber: number, stepFraction: number): number {
  let total = 0;
  let done = 0;
  for (const step of job.steps) {
    if (step.state === StepState.SKIPPED) continue;
    const weight = WEIGHTS[step.number - 1];
    total += weight;
    if (step.number < stepNumber) done += weight;
    if (step.number === stepNumber) done += weight * Math.min(1, Math.max(0, stepFraction));
  }
  return total === 0 ? 1 : done / total;
}
