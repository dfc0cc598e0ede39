import { lstat, rename, rm } from 'node:fs/promises';
import { SetupError } from '../setup/setup-error.mjs';
import { dropPart } from './fetch-file.ts';
import { withModel } from './models-folder.ts';

/**
 * Deletes a model, or what was downloaded of one. It is gone at once for the registry; its files follow.
 * @throws SetupError when there is no such model
 */
export async function removeModel(modelsDir: string, id: string): Promise<void> {
  await withModel(modelsDir, id, async ({ target, old, part, parts }) => {
    const isInstalled = (await lstat(target).catch(() => undefined)) !== undefined;
    const begun = await Promise.all([part, parts].map((path) => lstat(path).catch(() => undefined)));
    const isBegun = begun.some((info) => info !== undefined);
    if (!isInstalled && !isBegun) throw new SetupError(`There is no model ${id}.`);
    await dropPart(part);
    await rm(parts, { recursive: true, force: true });
    if (!isInstalled) return;
    await rename(target, old);
    await rm(old, { recursive: true });
  });
}
