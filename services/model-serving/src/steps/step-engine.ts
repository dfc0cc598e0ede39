import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';

/** What makes a step's pictures. */
export type StepEngine = 'studio' | 'diffusion';

/** The engine that a task's spec names for its step; whoever submits a job has settled it. */
export function stepEngine({ step, spec }: Pick<StepTask, 'step' | 'spec'>): StepEngine {
  const group = step === 1 ? spec?.background : step === 2 ? spec?.text : spec?.composition;
  return group?.engine === 'diffusion' ? 'diffusion' : 'studio';
}
