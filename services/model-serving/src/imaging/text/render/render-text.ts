import { toneMap } from '../../color/tone-map.ts';
import { createRaster, type Raster } from '../../raster/raster.ts';
import { marchPrimary, surfaceNormal } from '../geometry/march.ts';
import type { Solid } from '../geometry/solid.ts';
import { type SamplePoint, samplePattern } from './sample-pattern.ts';
import type { Hit, Shader } from './shading.ts';
import type { View } from './view.ts';

/** A part of the canvas: premultiplied display-linear RGBA, its upper left pixel at (x, y). */
export interface Layer {
  x: number;
  y: number;
  raster: Raster;
}

/**
 * Renders the body. Each sample is tone mapped before the pixel's samples are averaged: a highlight's edge
 * then is as smooth as a silhouette's. `pause` is called between rows with the part done, 0..1.
 */
export async function renderText(input: {
  solid: Solid;
  view: View;
  shader: Shader;
  exposure: number;
  /** Where to sample each pixel; by default as many points as the size asks for. */
  samples?: readonly SamplePoint[];
  pause: (fraction: number) => Promise<void>;
}): Promise<Layer> {
  const { solid, view, shader, exposure, pause } = input;
  const [x0, y0, x1, y1] = view.box;
  const raster = createRaster(x1 - x0, y1 - y0, 4);
  const samples = input.samples ?? samplePattern(raster.width * raster.height);
  const hit: Hit = { x: 0, y: 0, z: 0, normal: new Float64Array(3), ray: new Float64Array(3) };
  const colour = new Float64Array(4);
  const ex = view.eye[0];
  const ey = view.eye[1];
  const ez = view.eye[2];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      let a = 0;
      for (let s = 0; s < samples.length; s++) {
        view.ray(x + samples[s][0], y + samples[s][1], hit.ray);
        const t = marchPrimary(solid, view.eye, hit.ray);
        if (t < 0) continue;
        hit.x = ex + hit.ray[0] * t;
        hit.y = ey + hit.ray[1] * t;
        hit.z = ez + hit.ray[2] * t;
        surfaceNormal(solid, hit.x, hit.y, hit.z, hit.normal);
        shader(hit, colour);
        const alpha = colour[3];
        r += toneMap(colour[0] * exposure) * alpha;
        g += toneMap(colour[1] * exposure) * alpha;
        b += toneMap(colour[2] * exposure) * alpha;
        a += alpha;
      }
      if (a === 0) continue;
      const i = ((y - y0) * raster.width + x - x0) * 4;
      raster.data[i] = r / samples.length;
      raster.data[i + 1] = g / samples.length;
      raster.data[i + 2] = b / samples.length;
      raster.data[i + 3] = a / samples.length;
    }
    await pause((y + 1 - y0) / (y1 - y0));
  }
  return { x: x0, y: y0, raster };
}
