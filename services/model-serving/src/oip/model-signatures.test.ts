import { expect, test } from 'vitest';
import type { ModelPool, ModelSignature } from '../models/model-pool.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';
import { createModelSignatures } from './model-signatures.ts';

test('a model is loaded once for each content of it, and again after a load that failed', async () => {
  const loads: string[] = [];
  const signature: ModelSignature = { inputs: [], outputs: [] };
  const load = async (id: string) => {
    loads.push(id);
    if (loads.length === 1) throw new Error('no memory');
    return signature;
  };
  const signatures = createModelSignatures({ load } as unknown as ModelPool);
  const ask = (sha256: string) =>
    signatures.of({ id: 'm', sha256 } as RegisteredModel, new AbortController().signal);
  await expect(ask('a')).rejects.toThrow('no memory');
  expect(await ask('a')).toBe(signature);
  expect(await ask('a')).toBe(signature);
  expect(loads).toHaveLength(2);
  await ask('b');
  expect(loads).toHaveLength(3);
});
