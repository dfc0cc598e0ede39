import type { Layout } from '../layout.ts';

/** Where the horizon of a scenery is seen that a camera looks down too steeply to show, share of the strip. */
const LIFTED = 0.42;

/**
 * Height of the horizon above the far edge of the surface, in mean sides of the canvas: where the camera sees it, or,
 * for a camera from which it is out of the picture, well inside of the strip above the edge (only the backdrop is
 * seen from a lower pitch: nobody notices).
 */
export function horizonAbove({ camera, edgeY }: Layout): number {
  const unit = Math.sqrt(camera.width * camera.height);
  const focal = camera.height / 2 / Math.tan((camera.verticalFovDeg * Math.PI) / 360);
  const horizonY = camera.height / 2 - Math.tan((camera.pitchDeg * Math.PI) / 180) * focal;
  const seen = (edgeY - horizonY) / unit;
  const lifted = (LIFTED * edgeY) / unit;
  return seen > 0 && seen < lifted * 1.3 ? seen : lifted;
}
