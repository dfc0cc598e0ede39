import type { Vector } from '../geometry/march.ts';
import type { Solid } from '../geometry/solid.ts';
import type { TextArea } from '../layout/text-area.ts';

/** The text's own camera, in the solid's frame (texels; x right, y down, z towards the viewer). */
export interface View {
  eye: Vector;
  /** How far the eye stands above the text's plane, radians. */
  elevation: number;
  /** Canvas point that a point of the solid's frame is seen at, written to `out`. */
  project(x: number, y: number, z: number, out: Float64Array): void;
  /** Unit direction of the ray through canvas point (px, py), written to `out`. */
  ray(px: number, py: number, out: Vector): void;
  /** Canvas pixels that the body can touch: x0, y0 (inclusive), x1, y1 (exclusive). */
  box: readonly [number, number, number, number];
}

/** Distance of the eye in widths of the text: near enough that the outer letters show their inner sides. */
const DISTANCE = 1.7;

/**
 * Places a camera so that the whole body, its sides included, just fits into the area: centred across, at the
 * area's anchor vertically, no larger than the area's largest type. `elevation` is how far the eye stands above
 * the text's plane, radians; negative is below.
 */
export function createView(solid: Solid, area: TextArea, elevation: number): View {
  const { field } = solid;
  const distance = DISTANCE * Math.max(field.width, field.height * 1.4);
  const sin = Math.sin(elevation);
  const cos = Math.cos(elevation);
  const eye = Float64Array.of(field.width / 2, field.height / 2 - distance * sin, distance * cos);
  const bounds = projectedBounds(solid, eye, sin, cos);
  const [x0, y0, x1, y1] = bounds;
  // One pixel stays free for antialiasing.
  const focal = Math.min(
    (area.width - 1) / (x1 - x0),
    (area.height - 1) / (y1 - y0),
    (area.maxEmPx / field.texelsPerEm) * distance,
  );
  const centreX = area.x + area.width / 2 - (focal * (x0 + x1)) / 2;
  const slack = area.height - 1 - focal * (y1 - y0);
  const share = area.anchor === 'top' ? 0 : area.anchor === 'center' ? 0.5 : 1;
  const centreY = area.y + 0.5 + slack * share - focal * y0;
  return {
    eye,
    elevation,
    box: [
      Math.floor(centreX + focal * x0),
      Math.floor(centreY + focal * y0),
      Math.ceil(centreX + focal * x1),
      Math.ceil(centreY + focal * y1),
    ],
    project: (x, y, z, out) => {
      const vx = x - eye[0];
      const vy = y - eye[1];
      const vz = z - eye[2];
      const scale = focal / (vy * sin - vz * cos);
      out[0] = centreX + vx * scale;
      out[1] = centreY + (vy * cos + vz * sin) * scale;
    },
    ray: (px, py, out) => {
      const sx = (px - centreX) / focal;
      const sy = (py - centreY) / focal;
      const scale = 1 / Math.sqrt(sx * sx + sy * sy + 1);
      out[0] = sx * scale;
      out[1] = (sy * cos + sin) * scale;
      out[2] = (sy * sin - cos) * scale;
    },
  };
}

/**
 * Box of the body on the image plane at focal length 1; rows' ends suffice, they contain the hull's corners.
 */
function projectedBounds(
  solid: Solid,
  eye: Vector,
  sin: number,
  cos: number,
): [number, number, number, number] {
  const { width, height, distance } = solid.field;
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (x: number, y: number): void => {
    for (const z of [solid.frontZ, -solid.backZ]) {
      const vx = x - eye[0];
      const vy = y - eye[1];
      const vz = z - eye[2];
      const depth = vy * sin - vz * cos;
      const sx = vx / depth;
      const sy = (vy * cos + vz * sin) / depth;
      bounds[0] = Math.min(bounds[0], sx);
      bounds[1] = Math.min(bounds[1], sy);
      bounds[2] = Math.max(bounds[2], sx);
      bounds[3] = Math.max(bounds[3], sy);
    }
  };
  for (let y = 0; y < height; y++) {
    let first = -1;
    let last = -1;
    for (let x = 0; x < width; x++) {
      if (distance[y * width + x] > solid.outset + 0.5) continue;
      if (first < 0) first = x;
      last = x;
    }
    if (first < 0) continue;
    for (const edge of [y, y + 1]) {
      add(first, edge);
      add(last + 1, edge);
    }
  }
  return bounds;
}
