import { luminance } from '../color/srgb.ts';
import type { Environment } from '../light/environment.ts';
import { sampleEquirectangular } from '../light/sample-environment.ts';
import { createRandom } from '../math/random.ts';
import { discBlur, gaussianBlur } from '../raster/blur.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import type { Layout } from './layout.ts';

export interface BackdropOptions {
  layout: Layout;
  environment: Environment;
  /** How high above the environment's horizon the middle of the visible backdrop looks. */
  elevationDeg: number;
  /** Mean luminance that it is brought to. */
  level: number;
  tint: [number, number, number];
  /** Radius of what a point of light becomes, canvas pixels. */
  blurRadius: number;
  bokeh: { count: number; level: number; palette: Array<[number, number, number]> };
  seed: number;
}

/** Radius, in working pixels, at which blurring is done: more costs time and shows nothing. */
const WORKING_RADIUS = 9;
const BRIGHTEST = 26;
/** σ, working pixels, of the edge of a round light: none is as sharp as a pixel. */
const SOFTNESS = 0.9;
/** How much of its colour the environment keeps behind the scene. */
const SATURATION = 0.75;

/**
 * The environment behind the surface, out of focus, with round lights; drawn into the rows above layout.edgeY and
 * a margin below, for the edge to blur into. Worked out at the resolution that its blur leaves.
 */
export function renderBackdrop(target: Raster, options: BackdropOptions): void {
  const { layout, blurRadius } = options;
  const { width } = target;
  const rows = Math.min(target.height, Math.ceil(layout.edgeY));
  if (rows <= 0) return;
  const factor = Math.max(1, Math.round(blurRadius / WORKING_RADIUS));
  const radius = blurRadius / factor;
  const margin = Math.ceil(radius) + 1;
  const small = createRaster(
    Math.ceil(width / factor) + margin * 2,
    Math.ceil(rows / factor) + margin * 2,
    3,
  );
  drawEnvironment(small, options, factor, margin);
  const large = discBlur(small, radius);
  scaleToLevel(large, options.level, options.tint);
  for (const layer of LAYERS)
    addRoundLights(large, drawBokeh(large, options, radius * layer.size, layer), radius * layer.size);
  enlarge(large, target, rows, factor, margin);
}

function drawEnvironment(
  small: Raster,
  { layout, environment, elevationDeg }: BackdropOptions,
  factor: number,
  margin: number,
): void {
  const { camera, edgeY } = layout;
  const ray = new Float32Array(3);
  const colour = new Float32Array(3);
  camera.ray(camera.width / 2, edgeY / 2, ray);
  // A camera that looks down sees floor behind the table; the backdrop is taken from eye level instead.
  const lift = (elevationDeg * Math.PI) / 180 - Math.asin(ray[1]);
  const cos = Math.cos(lift);
  const sin = Math.sin(lift);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      camera.ray((x - margin + 0.5) * factor, (y - margin + 0.5) * factor, ray);
      const up = Math.max(-1, Math.min(1, ray[1] * cos - ray[2] * sin));
      sampleEquirectangular(environment, ray[0], up, ray[1] * sin + ray[2] * cos, colour);
      const at = (y * small.width + x) * 3;
      const grey = luminance(colour[0], colour[1], colour[2]);
      for (let c = 0; c < 3; c++)
        small.data[at + c] = Math.min(BRIGHTEST, grey + (colour[c] - grey) * SATURATION);
    }
  }
}

function scaleToLevel(raster: Raster, level: number, tint: [number, number, number]): void {
  let sum = 0;
  // Mean of square roots: a lamp in the picture must not make the rest black.
  for (let i = 0; i < raster.data.length; i += 3) {
    sum += Math.sqrt(luminance(raster.data[i], raster.data[i + 1], raster.data[i + 2]));
  }
  const mean = (sum / (raster.data.length / 3)) ** 2;
  const scale = level / Math.max(1e-4, mean);
  for (let i = 0; i < raster.data.length; i++)
    raster.data[i] = Math.min(6, raster.data[i] * scale) * tint[i % 3];
}

interface Layer {
  /** Of the lights, relative to the blur. */
  size: number;
  /** How many and how bright, relative to the scene's. */
  share: number;
  level: number;
}

/** Near, middle and far lights: the further, the smaller, fainter and more. */
const LAYERS: Layer[] = [
  { size: 1, share: 0.4, level: 0.9 },
  { size: 0.66, share: 0.5, level: 0.7 },
  { size: 0.4, share: 0.9, level: 0.4 },
];

/** Points of light, few of them strong. */
function drawBokeh(
  like: Raster,
  { bokeh, layout, seed }: BackdropOptions,
  radius: number,
  layer: Layer,
): Raster {
  const points = createRaster(like.width, like.height, 3);
  const random = createRandom(seed * 3 + LAYERS.indexOf(layer));
  const { camera } = layout;
  const share =
    Math.max(0.3, (layout.edgeY / camera.height) * 2.2) *
    Math.min(2.5, Math.max(1, camera.width / camera.height));
  const count = Math.round(bokeh.count * share * layer.share);
  const energy = Math.PI * radius * radius * 0.8 * bokeh.level * layer.level;
  for (let i = 0; i < count; i++) {
    const x = Math.floor(random() * like.width);
    const y = Math.floor(random() ** 0.9 * like.height * 0.94);
    const colour = bokeh.palette[Math.floor(random() * bokeh.palette.length)];
    const strength = (0.08 + 1.15 * random() ** 3.2) * energy;
    const at = (y * like.width + x) * 3;
    for (let c = 0; c < 3; c++) points.data[at + c] += colour[c] * strength;
  }
  return points;
}

/** Spreads points into discs whose rim is a little brighter, as a lens with spherical aberration does. */
function addRoundLights(target: Raster, points: Raster, radius: number): void {
  addInto(target, gaussianBlur(discBlur(points, radius), SOFTNESS), 1.22);
  addInto(target, gaussianBlur(discBlur(points, radius * 0.84), SOFTNESS), -0.22);
}

function addInto(target: Raster, source: Raster, weight: number): void {
  for (let i = 0; i < target.data.length; i++)
    target.data[i] = Math.max(0, target.data[i] + weight * source.data[i]);
}

function enlarge(small: Raster, target: Raster, rows: number, factor: number, margin: number): void {
  for (let y = 0; y < rows; y++) {
    const v = (y + 0.5) / factor - 0.5 + margin;
    const row = Math.min(small.height - 2, Math.floor(v));
    const fy = v - row;
    for (let x = 0; x < target.width; x++) {
      const u = (x + 0.5) / factor - 0.5 + margin;
      const column = Math.min(small.width - 2, Math.floor(u));
      const fx = u - column;
      const a = (row * small.width + column) * 3;
      const b = a + small.width * 3;
      const at = (y * target.width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const upper = small.data[a + c] + (small.data[a + 3 + c] - small.data[a + c]) * fx;
        const under = small.data[b + c] + (small.data[b + 3 + c] - small.data[b + c]) * fx;
        target.data[at + c] = upper + (under - upper) * fy;
      }
    }
  }
}
