import { smoothstep } from '../../math/noise.ts';
import type { Raster } from '../../raster/raster.ts';
import type { PointLight } from './painter.ts';

export interface DrawLightsOptions {
  lights: readonly PointLight[];
  /** Radius, canvas pixels, of a light of size 1. */
  radius: number;
  /** Canvas row of y = 0; nothing is drawn below it. */
  edgeY: number;
  /** How much of each light is shown, 0 and up. */
  level: number;
}

/** How far, in radii, the lens' rim moves into the discs at the canvas' corners: the cat's eyes of a fast lens. */
const CAT_EYE = 0.62;
/** Lights are further away than what is painted with them, and so wider out of focus. */
const WIDTH = 1.3;
/** Brightness of a disc's rim over its middle: the lens is corrected a little too much. */
const RIM = 0.34;

/** Adds points of light out of focus as the discs that a lens makes of them, in linear light, at full resolution. */
export function drawLights(target: Raster, { lights, radius, edgeY, level }: DrawLightsOptions): void {
  const { width, height, data } = target;
  const unit = Math.sqrt(width * height);
  const rows = Math.min(height, Math.ceil(edgeY));
  for (const light of lights) {
    const r = Math.max(0.8, radius * WIDTH * light.size);
    const cx = width / 2 + light.x * unit;
    const cy = edgeY - light.y * unit;
    const soft = Math.max(1.1, r * 0.07);
    // The second circle of the cat's eye, towards the picture's middle.
    const offX = ((width / 2 - cx) / width) * CAT_EYE * 2 * r;
    const offY = ((height / 2 - cy) / height) * CAT_EYE * r;
    const gain = level * (0.8 + (0.4 * Math.hypot(offX, offY)) / r);
    const x0 = Math.max(0, Math.floor(cx - r - soft));
    const x1 = Math.min(width - 1, Math.ceil(cx + r + soft));
    const y0 = Math.max(0, Math.floor(cy - r - soft));
    const y1 = Math.min(rows - 1, Math.ceil(cy + r + soft));
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const dx = x + 0.5 - cx;
        const dy = y + 0.5 - cy;
        const d = Math.sqrt(dx * dx + dy * dy);
        if (d > r + soft) continue;
        const other = Math.sqrt((dx - offX) * (dx - offX) + (dy - offY) * (dy - offY));
        const edge = Math.max(d - r, other - r * 1.12);
        const cover = smoothstep(soft, -soft, edge);
        if (cover <= 0) continue;
        const value = cover * gain * (1 - RIM * 0.5 + RIM * smoothstep(-0.34 * r, -0.04 * r, edge));
        const at = (y * width + x) * 3;
        data[at] += light.radiance[0] * value;
        data[at + 1] += light.radiance[1] * value;
        data[at + 2] += light.radiance[2] * value;
      }
    }
  }
}
