import { sharedFloats } from '../parallel/shared-array.ts';

/** Pixels in rows from the top left, channels interleaved; colours are linear light unless said otherwise. */
export interface Raster {
  width: number;
  height: number;
  channels: 1 | 3 | 4;
  data: Float32Array;
}

/** A raster of zeros, in memory that band threads share. */
export function createRaster(width: number, height: number, channels: 1 | 3 | 4): Raster {
  return { width, height, channels, data: sharedFloats(width * height * channels) };
}

/** A copy that band threads share, too. */
export function copyRaster(raster: Raster): Raster {
  const copy = createRaster(raster.width, raster.height, raster.channels);
  copy.data.set(raster.data);
  return copy;
}
