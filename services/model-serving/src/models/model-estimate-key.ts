import type { ProviderName } from '../providers/model-device.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';

/** What a model's measured memory is kept under: another version or provider takes another amount. */
export function modelEstimateKey(
  { id, sha256 }: Pick<RegisteredModel, 'id' | 'sha256'>,
  provider: ProviderName,
): string {
  return `${id} ${sha256.slice(0, 12)} ${provider}`;
}
