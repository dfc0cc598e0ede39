import type { Camera } from '@nanococoa/proto/common/v1/scene.ts';
import type { SmallPicture } from './small-picture.ts';

/** What most product pictures are taken with: about 50 mm on full frame. */
const VERTICAL_FOV_DEG = 37;
/** Distance from camera to product, cm. */
const AWAY_CM = 60;
/** The row where products stand, as a part of the height. */
const FOOT = 0.72;
/** Without a visible horizon the surface fills the picture: seen from well above. */
const STEEP_DEG = 38;
/** Rows between which a horizon is looked for, as parts of the height. */
const RANGE = [0.12, 0.68] as const;
/** How much a row's step must exceed the usual one. */
const CLEAR = 5;

/**
 * Guesses the camera of a picture from the strongest step of brightness or colour that runs across its whole width:
 * the horizon or the far edge of a table, which lies a little below it.
 */
export function estimateCamera(picture: SmallPicture, aspect: number): Camera {
  const half = Math.tan((VERTICAL_FOV_DEG * Math.PI) / 360);
  const horizon = horizonRow(picture);
  const angleAt = (part: number) => Math.atan((part - 0.5) * 2 * half);
  const pitch = horizon === undefined ? (STEEP_DEG * Math.PI) / 180 : Math.max(0, -angleAt(horizon));
  const below = pitch + angleAt(FOOT);
  const away = AWAY_CM * Math.max(1, Math.sqrt(aspect));
  return {
    heightCm: away * Math.sin(below),
    distanceCm: away * Math.cos(below),
    pitchDeg: (pitch * 180) / Math.PI,
    verticalFovDeg: VERTICAL_FOV_DEG,
  };
}

/** Where the horizon lies, as a part of the height; undefined when no row stands out. */
function horizonRow({ width, height, rgb }: SmallPicture): number | undefined {
  const steps = new Float32Array(height);
  for (let row = 1; row < height - 1; row++) {
    // A step in the same direction in every column counts, texture does not.
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let column = 0; column < width; column++) {
        const at = (row * width + column) * 3 + c;
        sum += Math.cbrt(rgb[at + width * 3]) - Math.cbrt(rgb[at - width * 3]);
      }
      steps[row] += Math.abs(sum / width);
    }
  }
  const usual = steps.toSorted()[Math.floor(height / 2)];
  let best = 0;
  for (let row = Math.ceil(RANGE[0] * height); row < RANGE[1] * height; row++) {
    if (steps[row] > steps[best]) best = row;
  }
  return steps[best] > Math.max(0.04, CLEAR * usual) ? (best + 0.5) / height : undefined;
}
