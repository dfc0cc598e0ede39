import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { RunStepRequest, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';

/**
 * Reads the task, the first message of RunStep.
 * @throws AppError MESSAGE_MISSING, INVALID_REQUEST
 */
export async function readTask(messages: AsyncIterator<RunStepRequest>): Promise<StepTask> {
  const first = await messages.next();
  if (first.done || first.value.part?.$case !== 'task') {
    throw new AppError('MESSAGE_MISSING', { message: 'The first message must be the task.' });
  }
  const task = first.value.part.value;
  if (task.step < 1 || task.step > 3) {
    throw new AppError('INVALID_REQUEST', {
      fields: [{ field: 'task.step', description: `is ${task.step}; must be 1 to 3` }],
    });
  }
  if (!task.spec) {
    throw new AppError('INVALID_REQUEST', { fields: [{ field: 'task.spec', description: 'must be set' }] });
  }
  return task;
}
