import { toneMap } from '../../color/tone-map.ts';
import { type BandFunction, bandKernel } from '../../parallel/band-kernel.ts';
import { marchPrimary, surfaceNormal } from '../geometry/march.ts';
import { createSolid } from '../geometry/solid.ts';
import { createShader } from './create-shader.ts';
import type { SamplePoint } from './sample-pattern.ts';
import type { Hit } from './shading.ts';
import type { TextScene } from './text-scene.ts';
import { rayCaster, type View } from './view.ts';

/** What the rows of a picture of letters are made from: plain data. */
export interface TextRows {
  scene: TextScene;
  view: View;
  /** Premultiplied display-linear RGBA of the view's box; written to. */
  pixels: Float32Array;
  /** Where to sample a pixel that its neighbours differ from. */
  samples: readonly SamplePoint[];
  /** Difference between neighbours, 0..1, from which on all samples are taken; 0: everywhere. */
  threshold: number;
}

/**
 * Renders rows of a body: each pixel's middle first, then, where neighbours differ (edges, reflections), the other
 * samples. Each sample is tone mapped before they are averaged: a highlight's edge then is as smooth as a
 * silhouette's. Rows depend on the context alone.
 */
export function createTextRows({ scene, view, pixels, samples, threshold }: TextRows): BandFunction {
  const [x0, y0, x1, y1] = view.box;
  const width = x1 - x0;
  const height = y1 - y0;
  const sample = createSampler(scene, view);
  const middles = [0, 1, 2].map(() => new Float32Array((width + 2) * 4));
  const colour = new Float64Array(4);
  const sum = new Float64Array(4);

  const traceMiddles = (row: number, out: Float32Array): void => {
    out.fill(0);
    if (row < 0 || row >= height) return;
    for (let x = 0; x < width; x++) {
      if (sample(x0 + x + 0.5, y0 + row + 0.5, colour)) out.set(colour, (x + 1) * 4);
    }
  };
  return (from, to) => {
    let [above, here, below] = middles;
    traceMiddles(from - 1, above);
    traceMiddles(from, here);
    for (let row = from; row < to; row++) {
      traceMiddles(row + 1, below);
      for (let x = 0; x < width; x++) {
        const i = (x + 1) * 4;
        const target = (row * width + x) * 4;
        if (threshold > 0 && spread(above, here, below, i) < threshold) {
          for (let c = 0; c < 4; c++) pixels[target + c] = here[i + c];
          continue;
        }
        sum.fill(0);
        for (let s = 0; s < samples.length; s++) {
          if (!sample(x0 + x + samples[s][0], y0 + row + samples[s][1], colour)) continue;
          for (let c = 0; c < 4; c++) sum[c] += colour[c];
        }
        for (let c = 0; c < 4; c++) pixels[target + c] = sum[c] / samples.length;
      }
      [above, here, below] = [here, below, above];
    }
  };
}

/** The kernel of rendering letters. */
export const TEXT_ROWS = bandKernel(import.meta.url, createTextRows);

/** Traces one ray; false where it misses, else premultiplied display-linear RGBA in `out`. */
function createSampler(scene: TextScene, view: View) {
  const solid = createSolid(scene.field, scene.shape);
  const shade = createShader({ ...scene, solid, view });
  const cast = rayCaster(view);
  const eye = Float64Array.from(view.eye);
  const { exposure } = scene.material;
  const hit: Hit = { x: 0, y: 0, z: 0, normal: new Float64Array(3), ray: new Float64Array(3) };
  return (px: number, py: number, out: Float64Array): boolean => {
    cast(px, py, hit.ray);
    const t = marchPrimary(solid, eye, hit.ray);
    if (t < 0) return false;
    hit.x = eye[0] + hit.ray[0] * t;
    hit.y = eye[1] + hit.ray[1] * t;
    hit.z = eye[2] + hit.ray[2] * t;
    surfaceNormal(solid, hit.x, hit.y, hit.z, hit.normal);
    shade(hit, out);
    for (let c = 0; c < 3; c++) out[c] = toneMap(out[c] * exposure) * out[3];
    return true;
  };
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
