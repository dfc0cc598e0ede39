import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { hasCopy } from './copy-roles.ts';

/** The last step that a job makes: without copy there is nothing to do after step 1. */
export function lastStep(spec: AdSpec): number {
  const { startStep = 1, stopStep = 3 } = spec;
  return hasCopy(spec) || startStep === 3 ? stopStep : 1;
}
