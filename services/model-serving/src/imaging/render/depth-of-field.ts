import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { discBlur } from '../raster/disc-blur.ts';
import type { Raster } from '../raster/raster.ts';
import { downsample2 } from '../raster/resample.ts';
import type { Layout } from './layout.ts';

export interface DepthOfFieldOptions {
  layout: Layout;
  /** Largest radius of blur, canvas pixels. */
  maxRadius: number;
  /** Blur of the backdrop, which is out of focus already, canvas pixels. */
  backdropRadius: number;
}

interface Level {
  radius: number;
  factor: number;
  raster: Raster;
}

/** Relative depths closer than this to the product's are sharp: its foot and the copy stand there. */
const DEAD_ZONE = 0.12;
/** What lies nearer than the product is blurred less: much of it would hide the foot. */
const FOREGROUND = 0.42;
/** Mean side, pixels, of the largest picture that is blurred as it is. */
const LARGEST_SIDE = 1600;
/** How far from the far edge its blur reaches, share of the canvas. */
const EDGE_REACH = 0.07;

/**
 * Blurs the picture by the depth of each row (the camera has no roll, so that a row of the surface has one depth),
 * in place: a stack of disc blurs, each at the resolution it needs, mixed between neighbours.
 */
export async function blurByDepth(
  picture: Raster,
  options: DepthOfFieldOptions,
  pause?: () => Promise<void>,
): Promise<void> {
  const radii = rowRadii(picture, options);
  const largest = radii.reduce((a, b) => Math.max(a, b), 0);
  if (largest < 0.6) return;
  const levels = await buildLevels(picture, largest, pause);
  await runBands({
    kernel: MIX,
    context: { picture, levels, radii },
    writes: [picture.data],
    rows: picture.height,
    rowPixels: picture.width,
    pause,
  });
}

const MIX = bandKernel(import.meta.url, createFocusedRows);

export function createFocusedRows(context: { picture: Raster; levels: Level[]; radii: Float32Array }) {
  const { picture, levels, radii } = context;
  const stride = picture.width * 3;
  const first = new Float32Array(stride);
  const second = new Float32Array(stride);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const radius = radii[y];
      if (radius < 0.3) continue;
      let k = 0;
      while (k < levels.length - 1 && levels[k].radius < radius) k++;
      const below = k === 0 ? 0 : levels[k - 1].radius;
      const mix = Math.max(0, Math.min(1, (radius - below) / (levels[k].radius - below)));
      const row = picture.data.subarray(y * stride, (y + 1) * stride);
      if (k === 0) first.set(row);
      else readRow(levels[k - 1], y, first);
      readRow(levels[k], y, second);
      for (let i = 0; i < stride; i++) row[i] = first[i] + (second[i] - first[i]) * mix;
    }
  };
}

function rowRadii(
  { width, height }: Raster,
  { layout, maxRadius, backdropRadius }: DepthOfFieldOptions,
): Float32Array {
  const { camera, edgeY } = layout;
  const focus = camera.project(0, 0, 0)[2];
  const ray = new Float32Array(3);
  const sin = Math.sin((camera.pitchDeg * Math.PI) / 180);
  const cos = Math.cos((camera.pitchDeg * Math.PI) / 180);
  return Float32Array.from({ length: height }, (_, y) => {
    // The far edge of the surface is out of focus on both of its sides.
    const edge =
      backdropRadius * Math.max(0, 1 - Math.abs(y - edgeY) / (height * EDGE_REACH)) * (edgeY > 0 ? 1 : 0);
    if (y < edgeY) return Math.max(edge, backdropRadius * 0.25);
    camera.ray(width / 2, y + 0.5, ray);
    const depth = (camera.heightCm / Math.max(1e-3, -ray[1])) * (-ray[1] * sin - ray[2] * cos);
    const relative = 1 - focus / depth;
    const radius =
      maxRadius * 3.1 * Math.max(0, Math.abs(relative) - DEAD_ZONE) * (relative < 0 ? FOREGROUND : 1);
    return Math.max(edge, Math.min(maxRadius, radius));
  });
}

async function buildLevels(picture: Raster, largest: number, pause?: () => Promise<void>): Promise<Level[]> {
  const levels: Level[] = [];
  let source = picture;
  let factor = 1;
  // The same blur of a larger canvas needs no more pixels: it starts at the size that a small one has.
  while (Math.sqrt(source.width * source.height) > LARGEST_SIDE) {
    source = await downsample2(source);
    factor *= 2;
  }
  for (let radius = 1.5 * factor; ; radius *= 2) {
    levels.push({ radius, factor, raster: await discBlur(source, radius / factor, pause) });
    if (radius >= largest || Math.min(source.width, source.height) < 8) return levels;
    source = await downsample2(source);
    factor *= 2;
  }
}

/** Row `y` of the canvas from a level, bilinear. */
function readRow({ factor, raster }: Level, y: number, out: Float32Array): void {
  const { width, height, data } = raster;
  const v = Math.max(0, Math.min(height - 1, (y + 0.5) / factor - 0.5));
  const top = Math.floor(v) * width;
  const bottom = Math.min(height - 1, Math.floor(v) + 1) * width;
  const fy = v - Math.floor(v);
  for (let x = 0; x * 3 < out.length; x++) {
    const u = Math.max(0, Math.min(width - 1, (x + 0.5) / factor - 0.5));
    const left = Math.floor(u);
    const right = Math.min(width - 1, left + 1);
    const fx = u - left;
    for (let c = 0; c < 3; c++) {
      const upper = data[(top + left) * 3 + c] * (1 - fx) + data[(top + right) * 3 + c] * fx;
      const under = data[(bottom + left) * 3 + c] * (1 - fx) + data[(bottom + right) * 3 + c] * fx;
      out[x * 3 + c] = upper + (under - upper) * fy;
    }
  }
}
