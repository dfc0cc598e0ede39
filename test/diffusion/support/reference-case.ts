import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { FloatTensor } from '../../../services/model-serving/src/diffusion/graphs/graph.ts';
import type { NoiseSource } from '../../../services/model-serving/src/diffusion/latents/noise.ts';
import type { DenoisedStep } from '../../../services/model-serving/src/diffusion/pipelines/denoise.ts';
import { FIXTURES } from './pipeline-graphs.ts';
import { errorOf, numbersOf, rowsOf, type StoredArray } from './stored-array.ts';

/** Latents within 1e-4 of their largest value, pixels within 1e-4 of their range: float32's own noise is a tenth of it. */
export const TOLERANCE = 1e-4;

/** A run of the reference implementation. */
export interface ReferenceCase {
  id: string;
  prompt: string;
  scheduler_def: { cls: string; config: Record<string, unknown> };
  steps: number;
  guidance_scale: number;
  width: number;
  height: number;
  timesteps: number[];
  latents: StoredArray;
  image: StoredArray;
  noise: Partial<Record<'latents' | 'base' | 'vae' | 'steps', StoredArray>>;
  strength?: number;
  vae_posterior?: 'sample' | 'mode';
  init_image?: string;
  mask_latent?: StoredArray;
  control_image?: string;
  conditioning_scale?: number;
  control_guidance_start?: number;
  control_guidance_end?: number;
  image_seq_len?: number;
}

export interface Conditioning {
  prompt: string;
  negative_prompt: string | null;
  ids?: number[];
  clip_ids?: number[];
  t5_ids?: number[];
}

export interface ReferenceFile {
  conditioning: Record<string, Conditioning>;
  pictures?: Record<string, StoredArray>;
  cases: ReferenceCase[];
}

export function readReference(name: string): ReferenceFile {
  return JSON.parse(readFileSync(join(FIXTURES, 'reference', `${name}.json`), 'utf8'));
}

/** The noise that the reference drew, in the order in which it is needed here. */
export function noiseOf({ noise, vae_posterior }: ReferenceCase): NoiseSource & { left(): number } {
  const draws = [vae_posterior === 'mode' ? undefined : noise.vae, noise.base, noise.latents]
    .filter((stored) => stored !== undefined)
    .map(numbersOf);
  if (noise.steps !== undefined) draws.push(...rowsOf(noise.steps));
  return {
    left: () => draws.length,
    draw(length) {
      const drawn = draws.shift();
      if (drawn?.length !== length) throw new Error(`the reference drew no ${length} numbers here`);
      return drawn;
    },
  };
}

/** A picture of the reference as planes from `low` to 1. */
export function pictureOf(file: ReferenceFile, name: string, low: -1 | 0): FloatTensor {
  const stored = file.pictures?.[name];
  if (stored === undefined) throw new Error(`the reference has no picture ${name}`);
  const [height, width] = stored.s;
  const values = numbersOf(stored);
  const plane = width * height;
  const data = Float32Array.from({ length: 3 * plane }, (_, at) => {
    const value = values[3 * (at % plane) + Math.floor(at / plane)] / 255;
    return low + value * (1 - low);
  });
  return { dims: [1, 3, height, width], data };
}

/** Checks latents after each step. */
export function stepsOf({ latents }: ReferenceCase) {
  const expected = rowsOf(latents);
  let seen = 0;
  return {
    onStep(step: DenoisedStep) {
      seen += 1;
      expect(errorOf(step.latents, expected[step.done - 1])).toBeLessThan(TOLERANCE);
    },
    checkAllSeen: () => expect(seen).toBe(expected.length),
  };
}

/** Checks the picture: [1, 3, height, width], −1 to 1. */
export function checkPicture({ data }: FloatTensor, { image }: ReferenceCase): void {
  const expected = numbersOf(image).map((value) => value / 65_535);
  const plane = expected.length / 3;
  const actual = Float32Array.from(expected, (_, at) => {
    const value = data[(at % 3) * plane + Math.floor(at / 3)] / 2 + 0.5;
    return Math.min(Math.max(value, 0), 1);
  });
  expect(errorOf(actual, expected)).toBeLessThan(TOLERANCE);
}
