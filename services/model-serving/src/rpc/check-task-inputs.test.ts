import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { checkTaskInputs } from './check-task-inputs.ts';

const image = (partial: Partial<Image> = {}) =>
  Image.fromPartial({ id: 'a'.repeat(64), sizeBytes: 1, width: 1, height: 1, ...partial });
const faults = (step: number, inputs: [InputRole, Image | undefined][]) =>
  checkTaskInputs(
    StepTask.fromPartial({
      step,
      inputs: inputs.map(([role, given]) => ({ role, ...(given && { image: given }) })),
    }),
  ).map(({ field }) => field);

test.each([
  [1, []],
  [1, [InputRole.PRODUCT]],
  [2, []],
  [2, [InputRole.BACKGROUND, InputRole.PRODUCT_MASK]],
  [3, [InputRole.BACKGROUND]],
  [3, [InputRole.BACKGROUND, InputRole.TEXT, InputRole.PRODUCT_MASK, InputRole.TEXT_VOLUME]],
] as const)('step %i takes %j', (step, roles) =>
  expect(
    faults(
      step,
      roles.map((role) => [role, image()]),
    ),
  ).toEqual([]),
);

test.each([
  [1, [InputRole.TEXT], ['task.inputs[0].role']],
  [1, [InputRole.UNSPECIFIED], ['task.inputs[0].role']],
  [1, [InputRole.PRODUCT, InputRole.PRODUCT], ['task.inputs[1].role']],
  [2, [InputRole.PRODUCT], ['task.inputs[0].role']],
  [3, [InputRole.TEXT], ['task.inputs']],
] as const)('step %i does not take %j', (step, roles, fields) =>
  expect(
    faults(
      step,
      roles.map((role) => [role, image()]),
    ),
  ).toEqual(fields),
);

test.each([
  [{ id: 'A'.repeat(64) }, 'id'],
  [{ id: '' }, 'id'],
  [{ sizeBytes: 0 }, 'size_bytes'],
  [{ sizeBytes: 64 * 2 ** 20 + 1 }, 'size_bytes'],
  [{ width: 0 }, 'width'],
  [{ height: 16_385 }, 'height'],
  [{ width: 16_384, height: 4000 }, 'width'],
])('an image with %j is refused', (partial, field) =>
  expect(faults(1, [[InputRole.PRODUCT, image(partial)]])).toEqual([`task.inputs[0].image.${field}`]),
);

test('all that is wrong is said at once', () => {
  expect(
    faults(3, [
      [InputRole.PRODUCT, image({ id: 'x', sizeBytes: 0 })],
      [InputRole.TEXT, undefined],
    ]),
  ).toEqual([
    'task.inputs[0].role',
    'task.inputs[0].image.id',
    'task.inputs[0].image.size_bytes',
    'task.inputs[1].image',
    'task.inputs',
  ]);
});
