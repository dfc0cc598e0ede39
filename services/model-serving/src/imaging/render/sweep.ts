import { lerp, smoothstep } from '../math/noise.ts';
import type { Raster } from '../raster/raster.ts';
import type { Layout } from './layout.ts';

export interface SweepOptions {
  layout: Layout;
  /** Colour of the backdrop, linear; of the surface's own paper or another. */
  color: [number, number, number];
  /** Whether surface and backdrop are one sheet; else the backdrop stands behind the surface's far edge. */
  seamless: boolean;
  /** Colour of all the light together, linear, luminance 1. */
  light: [number, number, number];
  /** Side from which the key light comes, -1..1. */
  side: number;
}

/** Height over which the paper rises from the surface, as a share of the canvas. */
const RISE = 0.2;

/**
 * A studio's paper that rises behind the surface without an edge: it brightens where it turns to the light and
 * falls off upwards and away from the key light. Blends into what the rows below the edge show already.
 */
export function renderSweep(target: Raster, { layout, color, seamless, light, side }: SweepOptions): void {
  const { width, height, data } = target;
  const rise = (seamless ? RISE : 0.012) * height;
  const end = Math.min(height, Math.ceil(layout.edgeY + rise));
  for (let y = 0; y < end; y++) {
    const upwards = (layout.edgeY - y) / height;
    const wall = smoothstep(layout.edgeY + rise, layout.edgeY - rise * 0.25, y);
    const glow = 1.02 + 0.08 * smoothstep(-0.2, 0.05, upwards) - 0.5 * Math.max(0, upwards);
    for (let x = 0; x < width; x++) {
      const across = (x + 0.5) / width - 0.5;
      const shade = glow * (1 + 0.16 * across * side - 0.24 * across * across);
      const at = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const paper = color[c] * light[c] * shade;
        data[at + c] = y < layout.edgeY ? paper : lerp(data[at + c], paper, wall);
      }
    }
  }
}
