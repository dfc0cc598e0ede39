import { mixRgb, type Rgb } from '../color/rgb.ts';
import { lerp, smoothstep } from '../math/noise.ts';
import type { Raster } from '../raster/raster.ts';
import type { Layout } from './layout.ts';

export interface SweepOptions {
  layout: Layout;
  /** Colour of the backdrop, linear; of the surface's own paper or another. */
  color: Rgb;
  /** Colour at the top, where the backdrop runs from one into another. */
  topColor?: Rgb;
  /** Whether surface and backdrop are one sheet; else the backdrop stands behind the surface's far edge. */
  seamless: boolean;
  /** Colour of all the light together, linear, luminance 1. */
  light: Rgb;
  /** Side from which the key light comes, -1..1. */
  side: number;
  /** Strength of the pool of light on the backdrop behind the product, 0..1. */
  spot: number;
}

/** Height over which the paper rises from the surface, as a share of the canvas. */
const RISE = 0.2;

/**
 * A studio's paper that rises behind the surface without an edge: it brightens where it turns to the light and
 * falls off upwards and away from the key light; a pool of light lies behind the product. Blends into what the rows
 * below the edge show already.
 */
export function renderSweep(target: Raster, options: SweepOptions): void {
  const { layout, color, topColor, seamless, light, side, spot } = options;
  const { width, height, data } = target;
  const unit = Math.sqrt(width * height);
  const rise = (seamless ? RISE : 0.012) * height;
  const end = Math.min(height, Math.ceil(layout.edgeY + rise));
  const spotX = width / 2 - side * 0.06 * unit;
  const spotY = layout.edgeY * 0.52;
  const spotRadius = 0.36 * unit;
  // Black paper throws a spot's light back as a dark grey.
  const lift = 0.05 * spot * smoothstep(0.06, 0.01, Math.max(...color));
  for (let y = 0; y < end; y++) {
    const upwards = (layout.edgeY - y) / height;
    const wall = smoothstep(layout.edgeY + rise, layout.edgeY - rise * 0.25, y);
    const glow =
      1.02 + 0.08 * smoothstep(-0.2, 0.05, upwards) - 0.5 * (1 - 0.4 * spot) * Math.max(0, upwards);
    const tone =
      topColor === undefined
        ? color
        : mixRgb(color, topColor, smoothstep(layout.edgeY * 1.05, height * 0.03, y));
    const v = (y - spotY) / (spotRadius * 0.85);
    for (let x = 0; x < width; x++) {
      const across = (x + 0.5) / width - 0.5;
      const u = (x + 0.5 - spotX) / spotRadius;
      const pool = smoothstep(1.25, 0, Math.sqrt(u * u + v * v));
      const shade =
        glow * (1 + 0.16 * across * side - 0.24 * across * across) * (1 - 0.42 * spot + 0.62 * spot * pool);
      const at = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const paper = (tone[c] + lift * pool) * light[c] * shade;
        data[at + c] = y < layout.edgeY ? paper : lerp(data[at + c], paper, wall);
      }
    }
  }
}
