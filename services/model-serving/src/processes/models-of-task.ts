import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { stepEngine } from '../steps/step-engine.ts';

/** Ids of the diffusion models that a task's spec names for its step; none of the studio engine's. */
export function modelsOf(task: StepTask): string[] {
  if (stepEngine(task) !== 'diffusion') return [];
  const { background, text, composition } = task.spec ?? {};
  const named = [[background?.model], [text?.model, text?.controlModel], [composition?.model]];
  return (named[task.step - 1] ?? []).flatMap((id) => id || []);
}
