import { InputRole } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';

/** Name of an input role in the contract, such as "PRODUCT". */
export function inputRoleName(role: InputRole): string {
  return Object.entries(InputRole).find(([, value]) => value === role)?.[0] ?? String(role);
}
