import type { ModelPool, ModelSignature } from '../models/model-pool.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';

/** What models take and give. Loads a model to learn it, once for each content: asking again evicts no other model. */
export interface ModelSignatures {
  /** Throws as the pool's `load` does. */
  of(model: RegisteredModel, signal: AbortSignal): Promise<ModelSignature>;
}

export function createModelSignatures(pool: ModelPool): ModelSignatures {
  const known = new Map<string, { sha256: string; signature: ModelSignature }>();
  return {
    async of({ id, sha256 }, signal) {
      const learnt = known.get(id);
      if (learnt?.sha256 === sha256) return learnt.signature;
      const signature = await pool.load(id, signal);
      known.set(id, { sha256, signature });
      return signature;
    },
  };
}
