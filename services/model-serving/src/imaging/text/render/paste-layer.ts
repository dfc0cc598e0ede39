import { LINEAR_TO_SRGB255 } from '../../color/srgb.ts';
import type { Layer } from './render-text.ts';

/**
 * Puts a layer on a transparent canvas: straight 8-bit sRGB RGBA. What lies outside of the canvas is lost.
 */
export function pasteLayer(layer: Layer, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height * 4);
  const { raster } = layer;
  for (let row = 0; row < raster.height; row++) {
    const y = layer.y + row;
    if (y < 0 || y >= height) continue;
    for (let column = 0; column < raster.width; column++) {
      const x = layer.x + column;
      if (x < 0 || x >= width) continue;
      const s = (row * raster.width + column) * 4;
      const alpha = raster.data[s + 3];
      if (alpha < 1 / 510) continue;
      const t = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) {
        const linear = Math.min(1, raster.data[s + c] / alpha);
        out[t + c] = LINEAR_TO_SRGB255[Math.round(linear * 16384)] + 0.5;
      }
      out[t + 3] = Math.min(255, alpha * 255 + 0.5);
    }
  }
  return out;
}
