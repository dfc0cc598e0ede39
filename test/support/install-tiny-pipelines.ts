import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { addModel } from '../../scripts/models/add-model.ts';
import { MODELS_DIR } from '../../scripts/setup/ensure-model.mjs';

/** The random pipelines of the fixtures, by the id that they get. */
export type TinyPipeline =
  | 'tiny_sd'
  | 'tiny_sd_controlnet'
  | 'tiny_sdxl'
  | 'tiny_sdxl_controlnet'
  | 'tiny_flux_dynamic';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/diffusion/models');

/** A models folder of a test's own with the cut-out model and, as `npm run models -- add DIR` would, tiny pipelines. */
export async function installTinyPipelines(names: readonly TinyPipeline[]): Promise<string> {
  const modelsDir = await mkdtemp(join(tmpdir(), 'nanococoa-models-'));
  await cp(join(MODELS_DIR, 'u2netp'), join(modelsDir, 'u2netp'), { recursive: true });
  for (const name of names) {
    await addModel({
      modelsDir,
      source: { kind: 'local', path: join(FIXTURES, name) },
      options: {
        ...{ id: name, task: undefined, licence: 'Apache-2.0', sha256: undefined, memoryBytes: undefined },
        ...{ acceptedLicence: undefined, hub: undefined, replace: false },
      },
      say: () => undefined,
      signal: AbortSignal.timeout(60_000),
    });
  }
  return modelsDir;
}
