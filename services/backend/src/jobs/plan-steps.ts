import { hasCopy } from '@nanococoa/common/parameters/copy-roles.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';

/** Number of a step: 1 background and product, 2 text, 3 composition. */
export type StepNumber = 1 | 2 | 3;

/**
 * Which steps a spec asks for, in order. A blank copy needs neither text nor composition, except where the
 * caller brings the text as a picture (start_step 3).
 */
export function planSteps(spec: AdSpec): StepNumber[] {
  const start = spec.startStep ?? 1;
  const stop = spec.stopStep ?? 3;
  const isLettered = hasCopy(spec);
  const steps: StepNumber[] = [];
  if (start === 1) steps.push(1);
  if (start <= 2 && stop >= 2 && isLettered) steps.push(2);
  if (stop === 3 && (isLettered || start === 3)) steps.push(3);
  return steps;
}
