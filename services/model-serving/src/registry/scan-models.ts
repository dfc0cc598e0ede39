import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isModelId } from '@nanococoa/common/models/model-id.ts';
import { modelDigest } from './model-digest.ts';
import type { RegisteredModel } from './model-registry.ts';
import { ModelFault } from './parse-manifest.ts';
import { readModelFolder } from './read-model-folder.ts';

export interface ModelScan {
  /** Sorted by id. */
  models: RegisteredModel[];
  /** What is wrong with the others, by folder name. */
  faults: Map<string, string>;
}

/**
 * Reads the models folder; one that is not there has no models. Hidden folders (downloads and installations under way)
 * and plain files are no models.
 * @throws errors of the file system other than of things that are missing
 */
export async function scanModels(modelsDir: string): Promise<ModelScan> {
  const scan: ModelScan = { models: [], faults: new Map() };
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const outcome = await readSettled(resolve(modelsDir), name);
    if (typeof outcome === 'string') scan.faults.set(name, outcome);
    else if (outcome) scan.models.push(outcome);
  }
  return scan;
}

/** How often a folder that is replaced while it is read is read again. */
const ATTEMPTS = 3;

/** A model, what is wrong with it, or undefined when it has gone meanwhile. */
async function readSettled(modelsDir: string, name: string): Promise<RegisteredModel | string | undefined> {
  const dir = join(modelsDir, name);
  for (let attempt = 1; ; attempt++) {
    const before = await inodeOf(dir);
    try {
      return await readModel(dir, name);
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      const after = await inodeOf(dir);
      if (after === undefined) return undefined;
      if (before === after || attempt === ATTEMPTS) return error.message;
    }
  }
}

async function readModel(dir: string, name: string): Promise<RegisteredModel> {
  if (!isModelId(name)) throw new ModelFault('its folder is not named as a model can be');
  const { title: _title, ...manifest } = await readModelFolder(dir, name);
  return { ...manifest, dir, sha256: modelDigest(manifest.files) };
}

async function inodeOf(path: string): Promise<number | undefined> {
  return (await lstat(path).catch(() => undefined))?.ino;
}
