import type { Camera } from '@nanococoa/proto/common/v1/scene.ts';
import type { VerticalAnchor } from '../layout/text-area.ts';

/** From below when the camera looks level: letters above the horizon tower over the viewer. */
const LEVEL_PITCH_DEG = 8;
const FROM_BELOW_DEG = -10;
/** Letters lean back with a steep camera, but less than the table does: they have to be read. */
const FROM_ABOVE_DEG = 10;
const LEAN = 0.18;
const MAX_DEG = 18;
/** Without a scene. */
const DEFAULT_DEG = 15;

/**
 * How far the eye stands above the letters' axis, radians: what the scene's camera says, softened. Negative is
 * from below. A copy at the bottom stands on the surface and is never seen from below.
 */
export function textElevation(camera: Pick<Camera, 'pitchDeg'> | undefined, anchor: VerticalAnchor): number {
  return (degrees(camera, anchor) * Math.PI) / 180;
}

function degrees(camera: Pick<Camera, 'pitchDeg'> | undefined, anchor: VerticalAnchor): number {
  if (!camera) return DEFAULT_DEG;
  if (camera.pitchDeg < LEVEL_PITCH_DEG && anchor !== 'bottom') return FROM_BELOW_DEG;
  return Math.min(MAX_DEG, FROM_ABOVE_DEG + LEAN * Math.max(0, camera.pitchDeg));
}
