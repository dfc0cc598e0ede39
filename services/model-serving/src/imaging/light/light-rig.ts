import { multiplyRgb, type Rgb, scaleRgb } from '../color/rgb.ts';
import { luminance } from '../color/srgb.ts';
import { temperatureToRgb } from './color-temperature.ts';
import {
  addSoftbox,
  type Environment,
  type EnvironmentName,
  loadEnvironment,
  rotateEnvironment,
} from './environment.ts';
import { type DistantLight, medianCut } from './median-cut.ts';
import {
  type PrefilteredEnvironment,
  prefilterEnvironment,
  projectIrradiance,
} from './prefilter-environment.ts';
import { sampleIrradiance } from './sample-environment.ts';

export interface LightRigOptions {
  environment: EnvironmentName;
  yawDeg: number;
  /** Key light: direction (0 behind the product, positive from the right), angular radius, colour temperature. */
  azimuthDeg: number;
  elevationDeg: number;
  radiusDeg: number;
  temperatureK: number;
  /** Irradiance of the key light on a level surface over the environment's. */
  keyRatio: number;
  /** Tint of the environment's light. Default: none. */
  ambientTint?: Rgb;
  /** Colours of tubes of light to the left and right, in front of the wall. Default: none. */
  neon?: readonly [Rgb, Rgb];
}

/**
 * All the light of a scene, scaled so that a level surface without any shadow receives irradiance π: a white
 * surface then has radiance 1.
 */
export interface LightRig {
  /** The environment as photographed, turned; its scale is its own. For backdrops. */
  raw: Environment;
  /** What lights the scene: less saturated, so that shadows do not turn blue. */
  prefiltered: PrefilteredEnvironment;
  environmentLights: DistantLight[];
  /** Irradiance of the environment on a level surface. */
  environmentIrradiance: [number, number, number];
  key: {
    /** Unit direction towards the light. */
    direction: [number, number, number];
    /** Directions over its disc. */
    samples: Array<[number, number, number]>;
    /** Irradiance on a level surface. */
    irradiance: [number, number, number];
    radiusRad: number;
  };
}

/** Colour of all the scene's light together, luminance 1. */
export function lightColor({ environmentIrradiance, key }: LightRig): [number, number, number] {
  const [r, g, b] = environmentIrradiance.map((value, c) => value + key.irradiance[c]);
  const grey = luminance(r, g, b);
  return [r / grey, g / grey, b / grey];
}

/** Share of the key light in the light on level ground, 0..1. */
export function keyShare({ environmentIrradiance, key }: LightRig): number {
  const own = luminance(...key.irradiance);
  return own / (own + luminance(...environmentIrradiance));
}

/** How much of the environment's colour its light keeps. */
const LIGHT_SATURATION = 0.32;
const KEY_SAMPLES = 32;
const CUT_DEPTH = 6;

export async function createLightRig(options: LightRigOptions): Promise<LightRig> {
  const raw = rotateEnvironment(await loadEnvironment(options.environment), options.yawDeg);
  const ambient = options.ambientTint ?? [1, 1, 1];
  const warmth = temperatureToRgb(options.temperatureK);
  const tint = levelled(
    multiplyRgb(warmth, [ambient[0] ** KEY_SHARE, ambient[1] ** KEY_SHARE, ambient[2] ** KEY_SHARE]),
  );
  const soft = withNeon({ ...raw, data: desaturate(raw.data, warmth, ambient) }, options.neon);
  const irradiance: [number, number, number] = [0, 0, 0];
  sampleIrradiance({ harmonics: projectIrradiance(soft) }, 0, 1, 0, irradiance);
  const share = 1 / (1 + options.keyRatio);
  const scale = (Math.PI * share) / luminance(...irradiance);
  for (let i = 0; i < soft.data.length; i++) soft.data[i] *= scale;
  const prefiltered = await prefilterEnvironment(soft);
  sampleIrradiance(prefiltered, 0, 1, 0, irradiance);
  const keyLevel = Math.PI * (1 - share);
  return {
    raw,
    prefiltered,
    environmentLights: medianCut(soft, CUT_DEPTH),
    environmentIrradiance: irradiance,
    key: {
      ...keyDirections(options),
      irradiance: [tint[0] * keyLevel, tint[1] * keyLevel, tint[2] * keyLevel],
      radiusRad: (options.radiusDeg * Math.PI) / 180,
    },
  };
}

/** Tubes of coloured light over the far corners: the environment keeps its mean, they add half of it. */
function withNeon(environment: Environment, neon: LightRigOptions['neon']): Environment {
  if (neon === undefined) return environment;
  let mean = 0;
  const { data } = environment;
  for (let i = 0; i < data.length; i += 3)
    mean += luminance(data[i], data[i + 1], data[i + 2]) / (data.length / 3);
  const tube = (rgb: Rgb) => rgb.map((v) => v * mean * 30) as [number, number, number];
  const box = { elevationDeg: 30, halfWidthDeg: 20, halfHeightDeg: 20, softness: 0.6 };
  const left = addSoftbox(environment, { ...box, azimuthDeg: -48, rgb: tube(neon[0]) });
  return addSoftbox(left, { ...box, azimuthDeg: 48, rgb: tube(neon[1]) });
}

/** How much of the tint of a time of day the key light takes, as an exponent. */
const KEY_SHARE = 0.75;

/** The colour at luminance 1. */
function levelled(color: Rgb): Rgb {
  return scaleRgb(color, 1 / luminance(...color));
}

function desaturate(data: Float32Array, tint: Rgb, ambient: Rgb): Float32Array {
  const out = new Float32Array(data.length);
  const factor = tint.map((v, c) => Math.sqrt(v) * ambient[c]);
  for (let i = 0; i < data.length; i += 3) {
    const grey = luminance(data[i], data[i + 1], data[i + 2]);
    for (let c = 0; c < 3; c++) out[i + c] = (grey + (data[i + c] - grey) * LIGHT_SATURATION) * factor[c];
  }
  return out;
}

/** Directions over the key light's disc in a sunflower pattern. */
function keyDirections({
  azimuthDeg,
  elevationDeg,
  radiusDeg,
}: LightRigOptions): Pick<LightRig['key'], 'direction' | 'samples'> {
  const azimuth = (azimuthDeg * Math.PI) / 180;
  const elevation = (elevationDeg * Math.PI) / 180;
  const x = Math.cos(elevation) * Math.sin(azimuth);
  const y = Math.sin(elevation);
  const z = -Math.cos(elevation) * Math.cos(azimuth);
  const right = [Math.cos(azimuth), 0, Math.sin(azimuth)];
  const up = [
    -Math.sin(elevation) * Math.sin(azimuth),
    Math.cos(elevation),
    Math.sin(elevation) * Math.cos(azimuth),
  ];
  const reach = Math.tan((radiusDeg * Math.PI) / 180);
  const samples = Array.from({ length: KEY_SAMPLES }, (_, i): [number, number, number] => {
    const radius = Math.sqrt((i + 0.5) / KEY_SAMPLES) * reach;
    const angle = i * 2.399963;
    const a = radius * Math.cos(angle);
    const b = radius * Math.sin(angle);
    const v = [x + a * right[0] + b * up[0], y + a * right[1] + b * up[1], z + a * right[2] + b * up[2]];
    const scale = 1 / Math.hypot(...v);
    return [v[0] * scale, Math.max(0.02, v[1] * scale), v[2] * scale];
  });
  return { direction: [x, y, z], samples };
}
