import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedBytes } from '../parallel/shared-array.ts';
import { bakeMaterial, buildLevels, type MaterialChoice } from './bake-material.ts';
import { type Material, reflectanceOf, TEXEL_BYTES } from './material.ts';
import { recipeForSurface } from './recipe-for-surface.ts';
import { trimMaterials } from './trim-materials.ts';

/** Counts up whenever a generator's picture changes, so that no old bake is taken for a new one. */
const GENERATOR_VERSION = 16;

/** Some hundred materials of 2 to 25 MB; surfaces times colours are many more. */
const MOST_BYTES = 1024 ** 3;

export interface BakeRequest {
  choice: MaterialChoice;
  side: number;
  cacheDir: string;
  /** Called between pieces of a bake, 0..1. */
  pause?(fraction: number): Promise<void>;
}

/**
 * A baked material from the cache folder, or baked now and kept there. Whole files only: written under another name
 * and renamed. A file of the wrong size is baked anew; a folder that cannot be written costs time, not the picture.
 * The folder holds MOST_BYTES at most: what was used longest ago goes.
 */
export async function cachedMaterial({ choice, side, cacheDir, pause }: BakeRequest): Promise<Material> {
  const recipe = recipeForSurface(choice.surface, choice.color);
  const name = `${choice.surface} ${choice.color ?? ''}`;
  const digest = createHash('sha256')
    .update(`${GENERATOR_VERSION} ${name} ${side} ${recipe.fields.shade} ${recipe.shade}`)
    .digest('hex');
  const file = join(cacheDir, `material-${digest.slice(0, 32)}.bin`);
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes?.length === side * side * TEXEL_BYTES) {
    const data = sharedBytes(bytes.length);
    data.set(bytes);
    const now = new Date();
    await utimes(file, now, now).catch(() => undefined);
    return { ...reflectanceOf(recipe), levels: await buildLevels({ side, data }) };
  }
  const material = await bakeMaterial(choice, side, pause);
  await keep(file, cacheDir, material.levels[0].data)
    .then(() => trimMaterials(cacheDir, MOST_BYTES))
    .catch(() => undefined);
  return material;
}

async function keep(file: string, cacheDir: string, data: Uint8Array): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const temporary = `${file}.${process.pid}.${randomUUID()}`;
  try {
    await writeFile(temporary, data);
    await rename(temporary, file);
  } catch (error) {
    // On a full disk, half a file would make it no better.
    await rm(temporary, { force: true });
    throw error;
  }
}
