import { lstat, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../../services/model-serving/src/registry/hash-file.ts';
import {
  formatManifest,
  MANIFEST_FILE,
  type ModelManifest,
} from '../../services/model-serving/src/registry/manifest.ts';
import { readAbilities } from '../../services/model-serving/src/registry/model-abilities.ts';
import { modelDigest } from '../../services/model-serving/src/registry/model-digest.ts';
import type { ModelAbilities } from '../../services/model-serving/src/registry/model-registry.ts';
import { SetupError } from '../setup/setup-error.mjs';
import type { AddOptions } from './arguments.ts';
import { findModel } from './find-model.ts';
import { modelFiles } from './model-files.ts';
import { type ModelPlaces, withModel } from './models-folder.ts';
import type { ModelSource } from './parse-source.ts';
import { showProgress } from './show-progress.ts';

/**
 * What a model takes in memory while nobody has measured it: its files twice, since weights are packed anew for the
 * processor, and room for a process and its activations. Rather too much: the ledger learns the true value.
 */
const estimateMemory = (sizeBytes: number) => 400_000_000 + 2 * sizeBytes;

export interface AddModelOptions {
  modelsDir: string;
  source: ModelSource;
  options: AddOptions;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** A model that was installed. */
export interface AddedModel extends ModelManifest {
  abilities: ModelAbilities;
}

/**
 * Installs a model: brings its files to a staging folder, checks them there, and moves the whole folder to its name.
 * @throws SetupError saying why not; then nothing is installed, and what was installed before is as it was
 */
export async function addModel(o: AddModelOptions): Promise<AddedModel> {
  const { modelsDir, options, signal } = o;
  const found = await findModel(o);
  const task = options.task ?? found.task;
  if (!task) throw new SetupError('It is not known what the model is for: say --task.');
  const id = options.id ?? found.id();
  return await withModel(modelsDir, id, async (places) => {
    if (!options.replace && (await isThere(places.target)))
      throw new SetupError(
        `The model ${id} is installed already: say --replace to put this one in its place.`,
      );
    const progress = showProgress(id);
    try {
      const staged = await found.stage({ places, progress, signal });
      // What is checked is what is installed: the copies, not what they were made from.
      const files = await describeFiles(places.staged, signal);
      checkGiven(files, found.manifest);
      const abilities = await readAbilities(places.staged, { task, files });
      if (abilities.fault !== undefined)
        throw new SetupError(`It is refused as a model for ${task}: ${abilities.fault}.`);
      const sha256 = modelDigest(files);
      if (options.sha256 !== undefined && options.sha256 !== sha256)
        throw new SetupError(`Its SHA-256 is ${sha256}, not ${options.sha256}: nothing was installed.`);
      const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
      const manifest: ModelManifest = {
        ...{ id, task, files, format: 'onnx' },
        title: found.title ?? id,
        licence: options.licence ?? found.licence ?? 'unknown',
        source: staged.source,
        memoryBytes: options.memoryBytes ?? staged.memoryBytes ?? estimateMemory(sizeBytes),
      };
      await writeFile(join(places.staged, MANIFEST_FILE), formatManifest(manifest));
      await syncFolder(places.staged);
      signal.throwIfAborted();
      await publish(places, modelsDir);
      return { ...manifest, abilities };
    } catch (error) {
      progress.clear();
      throw error;
    }
  });
}

async function describeFiles(dir: string, signal: AbortSignal) {
  const files: { path: string; sha256: string; sizeBytes: number }[] = [];
  for (const path of await modelFiles(dir)) {
    const sha256 = await hashFile(join(dir, path), { signal });
    const { size } = await lstat(join(dir, path));
    if (size === 0) throw new SetupError(`${path} is refused: it is empty.`);
    files.push({ path, sha256, sizeBytes: size });
  }
  return files;
}

/** The copied files must be those that the given manifest lists. */
function checkGiven(files: ModelManifest['files'], given: ModelManifest | undefined): void {
  for (const { path, sha256 } of given?.files ?? []) {
    const actual = files.find((file) => file.path === path)?.sha256;
    if (actual !== sha256)
      throw new SetupError(
        `${path} has the SHA-256 ${actual}, its ${MANIFEST_FILE} says ${sha256}: nothing was installed.`,
      );
  }
}

/** Puts the staged folder in its place, which is empty or an older model's. */
async function publish({ staged, target, old }: ModelPlaces, modelsDir: string): Promise<void> {
  if (await isThere(target)) await rename(target, old);
  await rename(staged, target);
  await syncOne(modelsDir);
  await rm(old, { recursive: true, force: true });
}

/** Makes sure that a folder's content is on the disk before the folder gets its name. */
async function syncFolder(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true }))
    await syncOne(join(entry.parentPath, entry.name));
  await syncOne(dir);
}

async function syncOne(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync();
  await handle.close();
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
