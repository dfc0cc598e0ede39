import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';

/** ListParameters: every parameter of a spec, in the order of a form. */
export function listParameters() {
  return async () => ({ parameters: [...PARAMETERS] });
}
