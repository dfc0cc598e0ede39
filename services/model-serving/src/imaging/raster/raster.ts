/** Pixels in rows from the top left, channels interleaved; colours are linear light unless said otherwise. */
export interface Raster {
  width: number;
  height: number;
  channels: 1 | 3 | 4;
  data: Float32Array;
}

/** A raster of zeros. */
export function createRaster(width: number, height: number, channels: 1 | 3 | 4): Raster {
  return { width, height, channels, data: new Float32Array(width * height * channels) };
}
