import { FloatType } from 'three';
import { EXRLoader } from 'three/examples/jsm/loaders/EXRLoader.js';
import { smoothstep } from '../math/noise.ts';

/** Light from all directions: equirectangular linear RGB radiance, zenith in the first row, -z in the middle column. */
export interface Environment {
  width: number;
  height: number;
  data: Float32Array;
}

/** The Poly Haven environments (CC0) of @pmndrs/assets that scenes use, 512×256. */
export const ENVIRONMENT_NAMES = [
  'apartment',
  'bridge',
  'city',
  'dawn',
  'esplanade',
  'forest',
  'hall',
  'lab',
  'lobby',
  'night',
  'park',
  'sky',
  'studio',
  'sunrise',
  'sunset',
  'venice',
  'warehouse',
  'workshop',
] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** As many as are kept in memory, 1.5 MB each: decoding one takes longer than all else of a scene's light. */
const MOST_LOADED = 4;
const loaded = new Map<EnvironmentName, Promise<Environment>>();

/** Loads an environment, limited to radiance CLAMP_MAX (suns make prefiltering noisy). It must not be changed. */
export async function loadEnvironment(name: EnvironmentName): Promise<Environment> {
  const known = loaded.get(name) ?? decodeEnvironment(name);
  // The newest comes last, the oldest goes first.
  loaded.delete(name);
  loaded.set(name, known);
  const [oldest] = loaded.keys();
  if (loaded.size > MOST_LOADED) loaded.delete(oldest);
  return await known.catch((error: unknown) => {
    loaded.delete(name);
    throw error;
  });
}

const CLAMP_MAX = 60;

async function decodeEnvironment(name: EnvironmentName): Promise<Environment> {
  const module = (await import(`@pmndrs/assets/hdri/${name}.exr.js`)) as { default: string };
  const bytes = Buffer.from(module.default.slice(module.default.indexOf(',') + 1), 'base64');
  const loader = new EXRLoader();
  loader.setDataType(FloatType);
  const exr = loader.parse(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  );
  const { width = 0, height = 0 } = exr;
  const source = exr.data as Float32Array;
  const channels = Math.floor(source.length / (width * height));
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    // three's loader gives rows from the bottom up.
    const row = (height - 1 - y) * width;
    for (let x = 0; x < width; x++) {
      const at = (row + x) * channels;
      // A sun beyond what half floats hold comes as a texel with holes in its channels.
      const isBurnt = [0, 1, 2].some((c) => source[at + c] > BURNT || !Number.isFinite(source[at + c]));
      for (let c = 0; c < 3; c++) {
        data[(y * width + x) * 3 + c] = isBurnt
          ? CLAMP_MAX
          : Math.min(CLAMP_MAX, Math.max(0, source[at + c]));
      }
    }
  }
  return { width, height, data };
}

const BURNT = 5000;

/** The environment turned so that what was at azimuth `yawDeg` comes to the middle (-z). */
export function rotateEnvironment(environment: Environment, yawDeg: number): Environment {
  const { width, height, data } = environment;
  const shift = Math.round((yawDeg / 360) * width);
  const turned = new Float32Array(data.length);
  for (let x = 0; x < width; x++) {
    const from = (((x + shift) % width) + width) % width;
    for (let y = 0; y < height; y++) {
      for (let c = 0; c < 3; c++) turned[(y * width + x) * 3 + c] = data[(y * width + from) * 3 + c];
    }
  }
  return { width, height, data: turned };
}

export interface Softbox {
  /** Centre: 0 is -z, positive to the right; height above the horizon. */
  azimuthDeg: number;
  elevationDeg: number;
  halfWidthDeg: number;
  halfHeightDeg: number;
  /** Radiance added in the middle. */
  rgb: [number, number, number];
  /** Width of the soft edge as a fraction of the half size, 0..1. Default 0.15. */
  softness?: number;
}

/** A copy of the environment with a rectangular light added. */
export function addSoftbox(environment: Environment, box: Softbox): Environment {
  const { width, height } = environment;
  const data = environment.data.slice();
  const softness = Math.max(1e-3, box.softness ?? 0.15);
  for (let y = 0; y < height; y++) {
    const elevation = 90 - ((y + 0.5) / height) * 180;
    const inHeight = smoothstep(1, 1 - softness, Math.abs(elevation - box.elevationDeg) / box.halfHeightDeg);
    if (inHeight === 0) continue;
    for (let x = 0; x < width; x++) {
      const azimuth = ((x + 0.5) / width) * 360 - 180;
      const off = Math.abs(((azimuth - box.azimuthDeg + 540) % 360) - 180);
      const weight = inHeight * smoothstep(1, 1 - softness, off / box.halfWidthDeg);
      if (weight === 0) continue;
      for (let c = 0; c < 3; c++) data[(y * width + x) * 3 + c] += weight * box.rgb[c];
    }
  }
  return { width, height, data };
}
