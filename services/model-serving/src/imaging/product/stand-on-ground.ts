import type { Layout } from '../render/layout.ts';
import type { ProductView } from './estimate-view.ts';
import type { Foot } from './find-foot.ts';
import type { Point } from './fit-corner.ts';

/** A foot on the scene's surface; x to the right, z towards the viewer, the origin is the middle of the product's foot. */
export interface GroundFoot {
  x: number;
  z: number;
  /** Of the round foot, or of a circle around the polygon. */
  radiusCm: number;
  /** See ProxyDisc. */
  sides?: number[];
  /** Centimetres for each pixel of the cut-out, at the foot's distance from the camera. */
  cmPerPixel: number;
}

/** Farther from the middle than this, of the product's distance, a part would be taken for one behind the scene. */
const FARTHEST = 0.6;

/**
 * Finds where a foot, drawn as the layout has it, stands on the surface: what the viewer sees of its front lies where
 * the front of the shadow begins, whatever the scene's camera.
 */
export function standOnGround(foot: Foot, view: ProductView, layout: Layout): GroundFoot {
  const { camera, productScale } = layout;
  const cos = Math.cos((view.rollDeg * Math.PI) / 180);
  const sin = Math.sin((view.rollDeg * Math.PI) / 180);
  const ground = ([px, py]: Point): Point => {
    const dx = px - view.baseX;
    const dy = py - view.baseY;
    return onGround(
      layout,
      layout.baseX + (dx * cos + dy * sin) * productScale,
      layout.baseY + layout.footShift + (dy * cos - dx * sin) * productScale,
    );
  };
  const cmAt = ([x, z]: Point) => productScale / camera.pixelsPerCm(camera.project(x, 0, z)[2]);
  if (foot.edges !== undefined) {
    const [left, ...others] = foot.edges.map(ground);
    const cmPerPixel = cmAt(left);
    const corners =
      others.length === 2
        ? [left, others[0], others[1], fourth(left, others[0], others[1])]
        : [left, others[0], behind(others[0]), behind(left)];
    return { ...polygon(corners), cmPerPixel };

    function behind([x, z]: Point): Point {
      return [x, z - 2 * foot.reach * cmPerPixel];
    }
  }
  const down = foot.reach * Math.sin((view.elevationDeg * Math.PI) / 180);
  const front = ground([foot.x - down * sin, foot.y + down * cos]);
  const cmPerPixel = cmAt(front);
  return {
    x: front[0],
    z: front[1] - foot.reach * cmPerPixel,
    radiusCm: foot.radius * cmPerPixel,
    cmPerPixel,
  };
}

/** The point of the surface that the canvas shows at (px, py). */
function onGround({ camera }: Layout, px: number, py: number): Point {
  const ray: [number, number, number] = [0, 0, 0];
  camera.ray(px, py, ray);
  const [x, y, z] = camera.position;
  const far = FARTHEST * camera.distanceCm;
  const t = ray[1] < -1e-6 ? -y / ray[1] : Number.POSITIVE_INFINITY;
  const reached = Math.min(t, (z + far) / Math.max(1e-6, -ray[2]));
  return [x + ray[0] * reached, z + ray[2] * reached];
}

function fourth(left: Point, corner: Point, right: Point): Point {
  return [left[0] + right[0] - corner[0], left[1] + right[1] - corner[1]];
}

/** Middle, circle and sides of a convex polygon. */
function polygon(corners: Point[]): Omit<GroundFoot, 'cmPerPixel'> {
  const x = corners.reduce((sum, corner) => sum + corner[0] / corners.length, 0);
  const z = corners.reduce((sum, corner) => sum + corner[1] / corners.length, 0);
  const radiusCm = Math.max(...corners.map((corner) => Math.hypot(corner[0] - x, corner[1] - z)));
  const sides = corners.flatMap((from, i) => {
    const to = corners[(i + 1) % corners.length];
    const length = Math.max(1e-6, Math.hypot(to[0] - from[0], to[1] - from[1]));
    const nx = (to[1] - from[1]) / length;
    const nz = -(to[0] - from[0]) / length;
    const distance = nx * (from[0] - x) + nz * (from[1] - z);
    return distance < 0 ? [-nx, -nz, -distance] : [nx, nz, distance];
  });
  return { x, z, radiusCm, sides };
}
