import { LINEAR_TO_SRGB255, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';

/**
 * Lays what is flat on a text layer over a picture that the layer's body stands in already: alpha beyond the body's
 * is typography. It stands in front of everything, casts no shadow and takes on no light: it is print. Changes
 * `picture`.
 *
 * @param volume The body's alpha on the layer, 0..255.
 * @param hidden How much of the body the product hides, 0..255; undefined: nothing.
 */
export function layTypography(
  picture: Picture8,
  layer: Picture8,
  volume: Uint8Array,
  hidden: Uint8Array | undefined,
): void {
  const { data } = picture;
  for (let i = 0; i < volume.length; i++) {
    const alpha = layer.data[i * 4 + 3];
    if (alpha <= volume[i]) continue;
    const flat = (alpha - volume[i]) / 255;
    const body = (volume[i] / 255) * (hidden ? 1 - hidden[i] / 255 : 1);
    const total = Math.min(1, body + flat);
    const at = i * 4;
    for (let c = 0; c < 3; c++) {
      const ink = SRGB8_TO_LINEAR[layer.data[at + c]];
      const there = SRGB8_TO_LINEAR[data[at + c]];
      // The body is in the picture already: what lies behind it is got back, then both are laid on.
      const behind = body < 0.98 ? Math.max(0, (there - body * ink) / (1 - body)) : there;
      const value = ink * total + behind * (1 - total);
      data[at + c] = LINEAR_TO_SRGB255[Math.round(Math.min(1, value) * 16384)] + 0.5;
    }
    data[at + 3] = Math.max(data[at + 3], total * 255 + 0.5);
  }
}
