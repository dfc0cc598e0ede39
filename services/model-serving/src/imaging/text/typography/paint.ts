import { LINEAR_TO_SRGB255, SRGB8_TO_LINEAR } from '../../color/srgb.ts';
import type { Rect } from '../layout/text-area.ts';
import type { Color } from './choose-inks.ts';
import type { Coverage } from './fill-coverage.ts';

/** A transparent picture that type is painted on: straight 8-bit sRGB RGBA. */
export interface Layer8 {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Paints a colour where `coverage` says, over what the layer has, in linear light. */
export function paintCoverage(layer: Layer8, coverage: Coverage, color: Color, opacity: number): void {
  for (let row = 0; row < coverage.height; row++) {
    const from = row * coverage.width;
    const to = (coverage.y + row) * layer.width + coverage.x;
    for (let column = 0; column < coverage.width; column++) {
      const alpha = coverage.data[from + column] * opacity;
      if (alpha > 1 / 510) paintPixel(layer.data, (to + column) * 4, color, alpha);
    }
  }
}

/**
 * Paints a haze that is even inside of `rect` and fades out over `reach` pixels around it, under what the layer has
 * already: it must lie under the letters. The product, 8-bit grey in `mask`, stays clear.
 */
export function paintHaze(
  layer: Layer8,
  haze: { rect: Rect; reach: number; color: Color; opacity: number },
  mask: Uint8Array | undefined,
): void {
  const { rect, reach, color, opacity } = haze;
  const x0 = Math.max(0, Math.floor(rect.x - reach));
  const y0 = Math.max(0, Math.floor(rect.y - reach));
  const x1 = Math.min(layer.width, Math.ceil(rect.x + rect.width + reach));
  const y1 = Math.min(layer.height, Math.ceil(rect.y + rect.height + reach));
  for (let y = y0; y < y1; y++) {
    const dy = Math.max(0, rect.y - y - 0.5, y + 0.5 - rect.y - rect.height);
    for (let x = x0; x < x1; x++) {
      const dx = Math.max(0, rect.x - x - 0.5, x + 0.5 - rect.x - rect.width);
      const far = Math.hypot(dx, dy) / reach;
      if (far >= 1) continue;
      const fade = (1 - far) * (1 - far) * (1 + 2 * far);
      const at = y * layer.width + x;
      const open = mask ? 1 - mask[at] / 255 : 1;
      paintUnder(layer.data, at * 4, color, opacity * fade * open);
    }
  }
}

function paintPixel(data: Uint8Array, at: number, color: Color, alpha: number): void {
  const under = (data[at + 3] / 255) * (1 - alpha);
  mix(data, at, color, alpha, under);
}

function paintUnder(data: Uint8Array, at: number, color: Color, opacity: number): void {
  const over = data[at + 3] / 255;
  mix(data, at, color, opacity * (1 - over), over);
}

/** `alpha` of the new colour and `kept` of the pixel's own. */
function mix(data: Uint8Array, at: number, color: Color, alpha: number, kept: number): void {
  const total = alpha + kept;
  if (total < 1 / 510) return;
  for (let c = 0; c < 3; c++) {
    const value = (color[c] * alpha + SRGB8_TO_LINEAR[data[at + c]] * kept) / total;
    data[at + c] = LINEAR_TO_SRGB255[Math.round(Math.min(1, value) * 16384)] + 0.5;
  }
  data[at + 3] = Math.min(255, total * 255 + 0.5);
}
