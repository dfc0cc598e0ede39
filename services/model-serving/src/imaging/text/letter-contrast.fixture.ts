import { luminance, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import { contrastRatio } from '../composition/contrast.ts';
import type { Picture8 } from '../io/decode-image.ts';

/** How far letters stand out, as WCAG measures it: mean luminances against the picture that they hide. */
export interface LetterContrast {
  /** Of all that is well inside the letters, and of the outermost pixels. */
  face: number;
  rim: number;
}

/** Width of a rim, pixels. */
const RIM_PX = 2;

/** Measures straight RGBA letters on the picture that they were made for. */
export function letterContrast(rgba: Uint8Array, { width, height, data }: Picture8): LetterContrast {
  const alphaAt = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : rgba[(y * width + x) * 4 + 3];
  const sums = { face: 0, faces: 0, rim: 0, rims: 0, behind: 0 };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      if (rgba[i + 3] < 250) continue;
      const isRim = [1, -1].some(
        (side) => alphaAt(x + side * RIM_PX, y) < 128 || alphaAt(x, y + side * RIM_PX) < 128,
      );
      const light = lightAt(rgba, i);
      if (isRim) {
        sums.rim += light;
        sums.rims++;
      } else {
        sums.face += light;
        sums.faces++;
      }
      sums.behind += lightAt(data, i);
    }
  }
  const behind = sums.behind / (sums.faces + sums.rims);
  return {
    face: contrastRatio(sums.face / sums.faces, behind),
    rim: contrastRatio(sums.rim / sums.rims, behind),
  };
}

function lightAt(data: Uint8Array, i: number): number {
  return luminance(SRGB8_TO_LINEAR[data[i]], SRGB8_TO_LINEAR[data[i + 1]], SRGB8_TO_LINEAR[data[i + 2]]);
}
