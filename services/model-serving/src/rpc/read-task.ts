import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { RunStepRequest, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { checkTaskInputs } from './check-task-inputs.ts';

/**
 * Reads the task, the first message of RunStep.
 * @throws AppError MESSAGE_MISSING, INVALID_REQUEST with all that is wrong
 */
export async function readTask(messages: AsyncIterator<RunStepRequest>): Promise<StepTask> {
  const first = await messages.next();
  if (first.done || first.value.part?.$case !== 'task') {
    throw new AppError('MESSAGE_MISSING', { message: 'The first message must be the task.' });
  }
  const task = first.value.part.value;
  const fields: FieldViolation[] = [];
  if (task.step < 1 || task.step > 3) {
    fields.push({ field: 'task.step', description: `is ${task.step}; must be 1 to 3` });
  } else {
    fields.push(...checkTaskInputs(task));
  }
  if (!task.spec) fields.push({ field: 'task.spec', description: 'must be set' });
  if (fields.length > 0) throw new AppError('INVALID_REQUEST', { fields });
  return task;
}
