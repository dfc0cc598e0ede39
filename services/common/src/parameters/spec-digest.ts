import { createHash } from 'node:crypto';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';

/** SHA-256 of a spec's encoding, lower-case hexadecimal: equal for equal specs. */
export function specDigest(spec: AdSpec): string {
  return createHash('sha256').update(AdSpec.encode(spec).finish()).digest('hex');
}
