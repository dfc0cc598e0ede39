import { join } from 'node:path';
import { hashFile } from '../../services/model-serving/src/registry/hash-file.ts';
import type { RegisteredModel } from '../../services/model-serving/src/registry/model-registry.ts';
import { scanModels } from '../../services/model-serving/src/registry/scan-models.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { showProgress } from './show-progress.ts';

export interface VerifyOptions {
  modelsDir: string;
  /** All when not given. */
  id: string | undefined;
  signal: AbortSignal;
  say: (line: string) => void;
}

/**
 * Reads the files of installed models again, and says of each model whether they are what its manifest says.
 * @throws SetupError when one is not, or when there is no such model
 */
export async function verifyModels({ modelsDir, id, signal, say }: VerifyOptions): Promise<void> {
  const { models, faults } = await scanModels(modelsDir);
  const isWanted = (name: string) => id === undefined || name === id;
  const wanted = models.filter((model) => isWanted(model.id));
  const left = [...faults].filter(([name]) => isWanted(name));
  const total = wanted.length + left.length;
  if (id !== undefined && total === 0) throw new SetupError(`There is no model ${id}.`);
  let bad = left.length;
  for (const [folder, fault] of left) say(`${folder}: damaged: ${fault}`);
  for (const model of wanted) {
    const damaged = await damagedFile(model, signal);
    if (damaged !== undefined) bad += 1;
    say(damaged === undefined ? `${model.id}: ok` : `${model.id}: damaged: ${damaged} has another content`);
  }
  if (bad > 0) throw new SetupError(`${bad} of ${total} models ${bad === 1 ? 'is' : 'are'} damaged.`);
}

/** The first file of a model whose content is not what its manifest says. */
async function damagedFile(model: RegisteredModel, signal: AbortSignal): Promise<string | undefined> {
  const totalBytes = model.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const progress = showProgress(model.id);
  let beforeBytes = 0;
  try {
    for (const { path, sha256, sizeBytes } of model.files) {
      const onProgress = (doneBytes: number) => progress.update(beforeBytes + doneBytes, totalBytes);
      if ((await hashFile(join(model.dir, path), { signal, onProgress })) !== sha256) return path;
      beforeBytes += sizeBytes;
    }
    return undefined;
  } finally {
    progress.clear();
  }
}
