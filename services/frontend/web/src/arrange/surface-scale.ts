import type { Camera } from '@nanococoa/proto/common/v1/scene.ts';

/** Seen from steeper than this, the surface has hardly any depth: nothing gets smaller by going up. */
const STEEPEST_DEG = 80;

/**
 * How large something of one size is drawn that stands on the surface at height `y` of the picture (a fraction, from
 * above), relative to others. 0 or less: at the horizon or above it, where there is no surface.
 *
 * A pinhole at height h, pitched down by p, sees the surface's point at t = (y − 1/2) / f below its axis (f: focal
 * length in heights of the picture) at the depth h / (sin p + t cos p) along its axis, and size is one over depth. So
 * size grows in a straight line from the horizon down, whatever h is.
 */
export function sizeOnSurface(y: number, { pitchDeg, verticalFovDeg }: Camera): number {
  const focal = 0.5 / Math.tan((verticalFovDeg * Math.PI) / 360);
  const pitch = (pitchDeg * Math.PI) / 180;
  return Math.sin(pitch) + ((y - 0.5) / focal) * Math.cos(pitch);
}

/**
 * The scale of a product that keeps its size on the surface when its foot goes from `from.y` to `y`. Undefined where the
 * surface cannot say: it is seen from right above, or one of both is not below the horizon.
 */
export function scaleOnSurface(
  y: number,
  from: { y: number; scale: number },
  camera: Camera,
): number | undefined {
  const before = sizeOnSurface(from.y, camera);
  const after = sizeOnSurface(y, camera);
  if (camera.pitchDeg > STEEPEST_DEG || before <= 0 || after <= 0) return undefined;
  return (from.scale * after) / before;
}

/** Height of the picture at which the camera's axis meets the surface under the product: where layouts put its foot. */
export function footInPicture({ heightCm, distanceCm, pitchDeg, verticalFovDeg }: Camera): number {
  const focal = 0.5 / Math.tan((verticalFovDeg * Math.PI) / 360);
  const below = Math.atan2(heightCm, distanceCm) - (pitchDeg * Math.PI) / 180;
  return 0.5 + focal * Math.tan(below);
}
