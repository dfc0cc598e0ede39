import type { MemoryUse } from '../memory/memory-ledger.ts';
import type { ProviderName } from '../providers/model-device.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';

/** What a loaded model is expected to take. It is measured anew for another version or provider. */
export function modelMemoryUse(
  { id, sha256, memoryBytes }: Pick<RegisteredModel, 'id' | 'sha256' | 'memoryBytes'>,
  provider: ProviderName,
): MemoryUse {
  return { estimateKey: `${id} ${sha256.slice(0, 12)} ${provider}`, predictedBytes: memoryBytes };
}
