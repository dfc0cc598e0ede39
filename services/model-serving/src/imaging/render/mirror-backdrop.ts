import { smoothstep } from '../math/noise.ts';
import { gaussianBlur } from '../raster/gaussian-blur.ts';
import type { Raster } from '../raster/raster.ts';
import { downsample2 } from '../raster/resample.ts';
import type { Layout } from './layout.ts';

/** What lies behind, in small, ever more blurred; looked up by direction. */
export interface BackdropMirror {
  layout: Layout;
  /** Of the canvas' rows above the edge; each as large as the others. */
  levels: Raster[];
  /** Canvas pixels for each of a level's. */
  scaleX: number;
  scaleY: number;
  /** Sine of the elevation of the backdrop's top. */
  top: number;
  lens: { focal: number; sin: number; cos: number };
}

/** Blur, in level pixels, for each step of roughness. */
const SIGMAS = [0.7, 3, 16];
const ROUGHNESS = [0, 0.25, 0.7];
const SIDE = 96;
/** How much of what is above the picture is taken to look like its upper border. */
const GOES_ON = 0.4;

/**
 * Keeps the backdrop that `picture` shows above the surface's edge, so that the surface mirrors just that: what a
 * camera sees in a table from low is the room behind. Undefined when nothing is seen behind.
 */
export async function keepBackdrop(picture: Raster, layout: Layout): Promise<BackdropMirror | undefined> {
  const rows = Math.min(picture.height, Math.floor(layout.edgeY));
  if (rows < 4) return undefined;
  let small: Raster = { ...picture, height: rows, data: picture.data.subarray(0, rows * picture.width * 3) };
  while (small.width > SIDE * 2 && small.height > 8) small = await downsample2(small);
  const { camera } = layout;
  const ray = new Float32Array(3);
  camera.ray(camera.width / 2, 0, ray);
  const pitch = (camera.pitchDeg * Math.PI) / 180;
  return {
    layout,
    levels: await Promise.all(SIGMAS.map((sigma) => gaussianBlur(small, sigma))),
    scaleX: picture.width / small.width,
    scaleY: rows / small.height,
    top: ray[1],
    lens: {
      focal: camera.height / 2 / Math.tan((camera.verticalFovDeg * Math.PI) / 360),
      sin: Math.sin(pitch),
      cos: Math.cos(pitch),
    },
  };
}

/** Mixes what lies behind in direction (x, y, z), as far as the backdrop reaches up, into `out` (RGB). */
export function mirrorBackdrop(
  { layout, levels, scaleX, scaleY, top, lens }: BackdropMirror,
  x: number,
  y: number,
  z: number,
  roughness: number,
  out: Float32Array,
): void {
  // A camera from above sees no horizon: what stands behind is then taken to begin at the surface's edge.
  const height = Math.max(0.06, top);
  const above = smoothstep(height * 0.8, height * 1.5 + 0.25, y);
  const share = smoothstep(0.05, -0.15, z) * (1 - (1 - GOES_ON) * above);
  if (share <= 0) return;
  const forward = Math.max(0.05, -z * lens.cos - Math.min(y, height) * lens.sin);
  const up = Math.min(y, height) * lens.cos - z * lens.sin;
  const px = (layout.camera.width / 2 + (x / forward) * lens.focal) / scaleX;
  const py = (layout.camera.height / 2 - (up / forward) * lens.focal) / scaleY;
  let level = 0;
  // What is above is a guess: no more than its colour may be seen.
  const blur = Math.max(roughness, above * 0.7);
  while (level < levels.length - 2 && blur > ROUGHNESS[level + 1]) level++;
  const mix = Math.min(1, Math.max(0, (blur - ROUGHNESS[level]) / (ROUGHNESS[level + 1] - ROUGHNESS[level])));
  const { width, height: rows } = levels[0];
  const u = Math.min(width - 1.001, Math.max(0, px - 0.5));
  const v = Math.min(rows - 1.001, Math.max(0, py - 0.5));
  const column = u | 0;
  const row = v | 0;
  const fx = u - column;
  const fy = v - row;
  const a = (row * width + column) * 3;
  const b = a + width * 3;
  for (let c = 0; c < 3; c++) {
    let value = 0;
    for (let k = 0; k < 2; k++) {
      const { data } = levels[level + k];
      const upper = data[a + c] + (data[a + 3 + c] - data[a + c]) * fx;
      const under = data[b + c] + (data[b + 3 + c] - data[b + c]) * fx;
      value += (upper + (under - upper) * fy) * (k === 0 ? 1 - mix : mix);
    }
    out[c] += (value - out[c]) * share;
  }
}
