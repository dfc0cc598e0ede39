import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE } from '@nanococoa/common/limits/image-limits.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, type StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { inputRoleName } from '../processes/input-role-name.ts';

/** Roles that a step takes, and those that it cannot do without. */
const ROLES: Record<number, { allowed: readonly InputRole[]; required: readonly InputRole[] }> = {
  1: { allowed: [InputRole.PRODUCT], required: [] },
  2: { allowed: [InputRole.BACKGROUND, InputRole.PRODUCT_MASK], required: [] },
  3: {
    allowed: [InputRole.BACKGROUND, InputRole.TEXT, InputRole.PRODUCT_MASK, InputRole.TEXT_VOLUME],
    required: [InputRole.BACKGROUND],
  },
};

/** All that is wrong with the inputs that a task names; empty when all is right. */
export function checkTaskInputs({ step, inputs }: StepTask): FieldViolation[] {
  const { allowed, required } = ROLES[step] ?? { allowed: [], required: [] };
  const faults: FieldViolation[] = [];
  const seen = new Set<InputRole>();
  for (const [index, { role, image }] of inputs.entries()) {
    const fault = (field: string, description: string) =>
      faults.push({ field: `task.inputs[${index}].${field}`, description });
    if (!allowed.includes(role)) fault('role', `is ${inputRoleName(role)}; step ${step} takes no such input`);
    else if (seen.has(role)) fault('role', `is ${inputRoleName(role)}, which is there already`);
    seen.add(role);
    if (image) checkImage(image, (field, description) => fault(`image.${field}`, description));
    else fault('image', 'must be set');
  }
  for (const role of required) {
    if (!seen.has(role)) {
      faults.push({
        field: 'task.inputs',
        description: `lacks ${inputRoleName(role)}; step ${step} needs it`,
      });
    }
  }
  return faults;
}

function checkImage(image: Image, fault: (field: string, description: string) => void): void {
  const { id, sizeBytes, width, height } = image;
  if (!/^[0-9a-f]{64}$/.test(id)) fault('id', 'must be a SHA-256, 64 lower-case hexadecimal digits');
  if (!(sizeBytes >= 1 && sizeBytes <= MAX_IMAGE_BYTES))
    fault('size_bytes', `is ${sizeBytes}; must be 1 to ${MAX_IMAGE_BYTES}`);
  for (const [field, side] of [
    ['width', width],
    ['height', height],
  ] as const) {
    if (!(side >= 1 && side <= MAX_IMAGE_SIDE)) fault(field, `is ${side}; must be 1 to ${MAX_IMAGE_SIDE}`);
  }
  if (width * height > MAX_IMAGE_PIXELS)
    fault('width', `${width} × ${height}: must be at most ${MAX_IMAGE_PIXELS} pixels`);
}
