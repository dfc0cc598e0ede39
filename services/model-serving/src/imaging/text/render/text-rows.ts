import { toneMap } from '../../color/tone-map.ts';
import { type BandFunction, bandKernel } from '../../parallel/band-kernel.ts';
import { marchPrimary, surfaceNormal } from '../geometry/march.ts';
import { marchCone } from '../geometry/march-cone.ts';
import { createSolid } from '../geometry/solid.ts';
import { createShader } from './create-shader.ts';
import type { Sampling } from './sample-pattern.ts';
import type { Hit } from './shading.ts';
import type { TextScene } from './text-scene.ts';
import { rayCaster, type View } from './view.ts';

/** What the rows of a picture of letters are made from: plain data. */
export interface TextRows {
  scene: TextScene;
  view: View;
  /** Premultiplied display-linear RGBA of the view's box; written to. */
  pixels: Float32Array;
  sampling: Sampling;
}

/** The middles of a row of pixels, with one empty pixel on each side. */
interface Middles {
  /** Premultiplied display-linear RGBA. */
  colours: Float32Array;
  /** How far away the body was met; Infinity for a miss. */
  distances: Float32Array;
}

/** Rays of so many pixels square are followed together at first. */
const BLOCK = 8;
const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;
/** How much nearer than around it a body may be met inside a pixel, texels. */
const SLACK = 4;

/**
 * Renders rows of a body: each pixel's middle first, then, where neighbours differ (edges, reflections), more samples.
 * Each sample is tone mapped before they are averaged: a highlight's edge then is as smooth as a silhouette's. Rows
 * depend on the context alone.
 */
export function createTextRows({ scene, view, pixels, sampling }: TextRows): BandFunction {
  const { samples, tone, edge } = sampling;
  const [x0, y0, x1, y1] = view.box;
  const width = x1 - x0;
  const height = y1 - y0;
  const { sample, startOf } = createSampler(scene, view);
  const blocks = new Float64Array(Math.ceil(width / BLOCK));
  let blocksRow = -1;
  const rows = [0, 1, 2].map(
    (): Middles => ({
      colours: new Float32Array((width + 2) * 4),
      distances: new Float32Array(width + 2),
    }),
  );
  const colour = new Float64Array(4);
  const sum = new Float64Array(4);

  const traceMiddles = (row: number, { colours, distances }: Middles): void => {
    colours.fill(0);
    distances.fill(Infinity);
    if (row < 0 || row >= height) return;
    if (Math.floor(row / BLOCK) !== blocksRow) {
      blocksRow = Math.floor(row / BLOCK);
      for (let b = 0; b < blocks.length; b++) blocks[b] = startOf(x0 + b * BLOCK, y0 + blocksRow * BLOCK);
    }
    for (let x = 0; x < width; x++) {
      const start = blocks[Math.floor(x / BLOCK)];
      if (start === Infinity) continue;
      const t = sample(x0 + x + 0.5, y0 + row + 0.5, start, colour);
      if (t < 0) continue;
      colours.set(colour, (x + 1) * 4);
      distances[x + 1] = t;
    }
  };
  return (from, to) => {
    let [above, here, below] = rows;
    traceMiddles(from - 1, above);
    traceMiddles(from, here);
    for (let row = from; row < to; row++) {
      traceMiddles(row + 1, below);
      for (let x = 0; x < width; x++) {
        const target = (row * width + x) * 4;
        const middle = (x + 1) * 4;
        const difference = tone > 0 ? spread(above.colours, here.colours, below.colours, middle) : 1;
        const count = difference < tone ? 0 : difference < edge ? samples.length / 2 : samples.length;
        const start = count > 0 ? nearest(above.distances, here.distances, below.distances, x) - SLACK : 0;
        sum.fill(0);
        for (let s = 0; s < count; s++) {
          const t = sample(x0 + x + samples[s][0], y0 + row + samples[s][1], tone > 0 ? start : 0, colour);
          if (t < 0) continue;
          for (let c = 0; c < 4; c++) sum[c] += colour[c];
        }
        const taken = tone > 0 ? count + 1 : count;
        for (let c = 0; c < 4; c++) {
          const own = tone > 0 ? here.colours[middle + c] : 0;
          pixels[target + c] = (sum[c] + own) / taken;
        }
      }
      [above, here, below] = [here, below, above];
    }
  };
}

/** The kernel of rendering letters. */
export const TEXT_ROWS = bandKernel(import.meta.url, createTextRows);

/**
 * `sample` traces one ray from a distance on; returns how far it flew, -1 for a miss, and writes premultiplied
 * display-linear RGBA to `out`. `startOf` says up to where no ray of the block of pixels at a corner meets anything.
 */
function createSampler(scene: TextScene, view: View) {
  const solid = createSolid(scene.field, scene.shape);
  const shade = createShader({ ...scene, solid, view });
  const cast = rayCaster(view);
  const eye = Float64Array.from(view.eye);
  const { exposure } = scene.material;
  const hit: Hit = { x: 0, y: 0, z: 0, normal: new Float64Array(3), ray: new Float64Array(3) };
  const sample = (px: number, py: number, from: number, out: Float64Array): number => {
    cast(px, py, hit.ray);
    const t = marchPrimary(solid, eye, hit.ray, from);
    if (t < 0) return -1;
    hit.x = eye[0] + hit.ray[0] * t;
    hit.y = eye[1] + hit.ray[1] * t;
    hit.z = eye[2] + hit.ray[2] * t;
    surfaceNormal(solid, hit.x, hit.y, hit.z, hit.normal);
    shade(hit, out);
    for (let c = 0; c < 3; c++) out[c] = toneMap(out[c] * exposure) * out[3];
    return t;
  };
  const middle = new Float64Array(3);
  const startOf = (px: number, py: number): number => {
    cast(px + BLOCK / 2, py + BLOCK / 2, middle);
    let spread = 0;
    for (const [cx, cy] of CORNERS) {
      cast(px + cx * BLOCK, py + cy * BLOCK, hit.ray);
      spread = Math.max(
        spread,
        Math.hypot(hit.ray[0] - middle[0], hit.ray[1] - middle[1], hit.ray[2] - middle[2]),
      );
    }
    return marchCone(solid, eye, middle, spread);
  };
  return { sample, startOf };
}

/** Largest difference of a channel between a pixel's middle and those around it; linear light, dark tones count more. */
function spread(above: Float32Array, here: Float32Array, below: Float32Array, i: number): number {
  let most = 0;
  for (let c = 0; c < 4; c++) {
    const k = i + c;
    const middle = here[k];
    const difference = Math.max(
      Math.abs(above[k] - middle),
      Math.abs(below[k] - middle),
      Math.abs(here[k - 4] - middle),
      Math.abs(here[k + 4] - middle),
      Math.abs(above[k - 4] - middle),
      Math.abs(above[k + 4] - middle),
      Math.abs(below[k - 4] - middle),
      Math.abs(below[k + 4] - middle),
    );
    most = Math.max(most, difference / (0.25 + middle));
  }
  return most;
}

/** Distance at which the body was met nearest around pixel x; Infinity for nowhere. */
function nearest(above: Float32Array, here: Float32Array, below: Float32Array, x: number): number {
  let least = Infinity;
  for (let i = x; i < x + 3; i++) {
    least = Math.min(least, above[i], here[i], below[i]);
  }
  return least;
}
