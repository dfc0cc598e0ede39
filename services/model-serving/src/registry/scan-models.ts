import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isModelId } from '@nanococoa/common/models/model-id.ts';
import { readAbilities } from './model-abilities.ts';
import { modelDigest } from './model-digest.ts';
import type { ModelAbilities, RegisteredModel } from './model-registry.ts';
import { ModelFault } from './parse-manifest.ts';
import { readModelFolder } from './read-model-folder.ts';

export interface ModelScan {
  /** Sorted by id. */
  models: RegisteredModel[];
  /** What is wrong with the others, by folder name. */
  faults: Map<string, string>;
}

/** What models' folders were found to show, by path and digest: large graphs are looked through once, not at each scan. */
export type KnownAbilities = Map<string, ModelAbilities>;

/**
 * Reads the models folder; one that is not there has no models. Hidden folders (downloads and installations under way)
 * and plain files are no models.
 * @throws errors of the file system other than of things that are missing
 */
export async function scanModels(modelsDir: string, known: KnownAbilities = new Map()): Promise<ModelScan> {
  const scan: ModelScan = { models: [], faults: new Map() };
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const outcome = await readSettled(resolve(modelsDir), name, known);
    if (typeof outcome === 'string') scan.faults.set(name, outcome);
    else if (outcome) scan.models.push(outcome);
  }
  const keys = new Set(scan.models.map(keyOf));
  for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
  return scan;
}

/** How often a folder that is replaced while it is read is read again. */
const ATTEMPTS = 3;

/** A model, what is wrong with it, or undefined when it has gone meanwhile. */
async function readSettled(
  modelsDir: string,
  name: string,
  known: KnownAbilities,
): Promise<RegisteredModel | string | undefined> {
  const dir = join(modelsDir, name);
  for (let attempt = 1; ; attempt++) {
    const before = await inodeOf(dir);
    try {
      return await readModel(dir, name, known);
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      const after = await inodeOf(dir);
      if (after === undefined) return undefined;
      if (before === after || attempt === ATTEMPTS) return error.message;
    }
  }
}

async function readModel(dir: string, name: string, known: KnownAbilities): Promise<RegisteredModel> {
  if (!isModelId(name)) throw new ModelFault('its folder is not named as a model can be');
  const { title: _title, ...manifest } = await readModelFolder(dir, name);
  const sha256 = modelDigest(manifest.files);
  const key = keyOf({ dir, sha256, task: manifest.task });
  const abilities = known.get(key) ?? (await readAbilities(dir, manifest));
  known.set(key, abilities);
  return { ...manifest, ...abilities, dir, sha256 };
}

function keyOf({ dir, sha256, task }: Pick<RegisteredModel, 'dir' | 'sha256' | 'task'>): string {
  return `${dir} ${sha256} ${task}`;
}

async function inodeOf(path: string): Promise<number | undefined> {
  return (await lstat(path).catch(() => undefined))?.ino;
}
