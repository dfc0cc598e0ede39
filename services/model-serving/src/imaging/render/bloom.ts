import { gaussianBlur } from '../raster/gaussian-blur.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import { downsample2, resizeBilinear } from '../raster/resample.ts';

const THRESHOLD = 1;

/**
 * Light that bright places spread over the lens: what exceeds white after `exposure`, as three Gaussians. Returned
 * at a fraction of the picture's size; add it enlarged.
 */
export async function createBloom(picture: Raster, exposure: number): Promise<Raster> {
  let small = picture;
  while (Math.min(small.width, small.height) > 300) small = await downsample2(small);
  const bright = createRaster(small.width, small.height, 3);
  for (let i = 0; i < small.data.length; i += 3) {
    const level = Math.max(small.data[i], small.data[i + 1], small.data[i + 2]) * exposure;
    const keep = Math.max(0, level - THRESHOLD) / (level + 1e-6) / Math.max(1, level / 12);
    for (let c = 0; c < 3; c++) bright.data[i + c] = small.data[i + c] * keep;
  }
  const unit = Math.sqrt(small.width * small.height) / 256;
  const out = createRaster(small.width, small.height, 3);
  for (const [sigma, weight] of [
    [3, 0.5],
    [11, 0.3],
    [34, 0.2],
  ]) {
    const blurred = await gaussianBlur(bright, sigma * unit);
    for (let i = 0; i < out.data.length; i++) out.data[i] += weight * blurred.data[i];
  }
  return out.width * 2 <= picture.width ? out : resizeBilinear(out, picture.width, picture.height);
}
