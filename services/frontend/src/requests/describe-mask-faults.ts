import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { readSpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import type { RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

/** More of the faults than these do not fit into an error. */
const MAX_FAULTS = 20;

/** Whether a rerun may change the field: every parameter but start_step, which follows from the supplied pictures. */
export function isPatchable(path: string): boolean {
  return path !== 'start_step' && PARAMETERS.some(({ name }) => name === path);
}

/** All that is wrong with the mask and the step of a rerun, before the job that it reruns is known. */
export function describeMaskFaults({
  fromStep,
  spec,
  updateMask = [],
}: Pick<RerunJobRequest, 'fromStep' | 'spec' | 'updateMask'>): FieldViolation[] {
  const faults: FieldViolation[] = [];
  if (fromStep < 0 || fromStep > 3) {
    faults.push({ field: 'from_step', description: `is ${fromStep}; must be 1 to 3, or 0` });
  }
  for (const [index, path] of updateMask.entries()) {
    if (faults.length >= MAX_FAULTS) break;
    if (!isPatchable(path)) faults.push({ field: `update_mask[${index}]`, description: unknownPath(path) });
  }
  const set = spec ? PARAMETERS.filter(({ name }) => readSpecValue(spec, name) !== undefined) : [];
  if (updateMask.length === 0 && set.length > 0) {
    const names = set.map(({ name }) => name).join(', ');
    faults.push({
      field: 'update_mask',
      description: `is empty, but spec sets ${names}; name what to change`,
    });
  }
  return faults;
}

function unknownPath(path: string): string {
  return path === 'start_step'
    ? 'is "start_step"; it follows from step1_image_id and step2_image_id'
    : `is "${path.slice(0, 80)}"; must be the path of a parameter, such as text.content`;
}
