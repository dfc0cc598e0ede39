import { SRGB8_TO_LINEAR } from '../color/srgb.ts';
import { toneMapInverse } from '../color/tone-map.ts';
import type { Pixels8 } from '../io/encode-image.ts';
import { createRaster, type Raster } from '../raster/raster.ts';

/** Radiance that the tone curve shows as each 8-bit value. */
const RADIANCE = Float32Array.from(SRGB8_TO_LINEAR, toneMapInverse);

/** A picture as the radiance that exposure 1 and the tone curve show as it; alpha is left out. RGB. */
export function pictureRadiance({ width, height, channels, data }: Pixels8): Raster {
  const raster = createRaster(width, height, 3);
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2];
  for (let i = 0, from = 0; i < raster.data.length; i += 3, from += channels) {
    raster.data[i] = RADIANCE[data[from]];
    raster.data[i + 1] = RADIANCE[data[from + green]];
    raster.data[i + 2] = RADIANCE[data[from + blue]];
  }
  return raster;
}

/** Mixes a part that was painted anew into a raster of radiance, by the band's share. Changes `raster`. */
export function mixRadiance(
  raster: Raster,
  painted: { x: number; y: number; width: number; data: Uint8Array },
  band: { x: number; y: number; width: number; height: number; data: Uint8Array },
): void {
  for (let y = 0; y < band.height; y++) {
    for (let x = 0; x < band.width; x++) {
      const share = band.data[y * band.width + x] / 255;
      if (share === 0) continue;
      const to = ((band.y + y) * raster.width + band.x + x) * 3;
      const from = ((band.y + y - painted.y) * painted.width + band.x + x - painted.x) * 3;
      for (let c = 0; c < 3; c++)
        raster.data[to + c] += (RADIANCE[painted.data[from + c]] - raster.data[to + c]) * share;
    }
  }
}
