import sharp from 'sharp';
import type { Picture8 } from '../io/decode-image.ts';

/** Side of the square that u2netp takes and gives, pixels. */
export const MODEL_SIDE = 320;

const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

/**
 * The photo as u2netp wants it: squeezed to 320×320, divided by its brightest value, ImageNet mean and deviation,
 * planar 1×3×320×320 RGB. Source: U-2-Net's ToTensorLab (Qin et al. 2020).
 */
export async function toModelTensor(photo: Picture8): Promise<Float32Array> {
  const small = await sharp(photo.data, { raw: { width: photo.width, height: photo.height, channels: 4 } })
    .removeAlpha()
    .resize(MODEL_SIDE, MODEL_SIDE, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer();
  const brightest = Math.max(
    1,
    small.reduce((a, b) => Math.max(a, b), 0),
  );
  const plane = MODEL_SIDE * MODEL_SIDE;
  const tensor = new Float32Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) {
      tensor[c * plane + i] = (small[i * 3 + c] / brightest - MEAN[c]) / DEVIATION[c];
    }
  }
  return tensor;
}

/**
 * The model's raw output as saliency 0..1: stretched to its own range where it found anything, and quantised to
 * 1/255, so that the last bits of an inference cannot change the picture.
 */
export function toSaliency(output: Float32Array): Float32Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of output) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // A model that found nothing answers with small values everywhere: stretching them would invent a product.
  const top = Math.max(high, 0.5);
  const bottom = Math.min(low, 0.2);
  return output.map((value) => Math.round(((value - bottom) / (top - bottom)) * 255) / 255);
}
