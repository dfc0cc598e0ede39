import type { Vector } from '../geometry/march.ts';
import type { Solid } from '../geometry/solid.ts';
import type { TextArea } from '../layout/text-area.ts';

/** The text's own camera, in the solid's frame (texels; x right, y down, z towards the viewer). Plain data. */
export interface View {
  eye: readonly [number, number, number];
  /** How far the eye stands above the text's plane, radians; negative is below. */
  elevation: number;
  /** Canvas pixels per unit of the image plane at distance 1, and where the axis meets the canvas. */
  focal: number;
  centreX: number;
  centreY: number;
  /** Canvas pixels that the body can touch: x0, y0 (inclusive), x1, y1 (exclusive). */
  box: readonly [number, number, number, number];
}

/** Distance of the eye in widths of the text: near enough that the outer letters show their inner sides. */
const DISTANCE = 1.7;

/**
 * Places a camera so that the whole body, its sides included, just fits into the area: at the area's side and
 * anchor, no larger than the area's largest type. `elevation` is how far the eye stands above
 * the text's plane, radians; negative is below.
 */
export function createView(solid: Solid, area: TextArea, elevation: number): View {
  const { field } = solid;
  const distance = eyeDistance(field.width, field.height);
  const eye = [
    field.width / 2,
    field.height / 2 - distance * Math.sin(elevation),
    distance * Math.cos(elevation),
  ] as const;
  const [x0, y0, x1, y1] = projectedBounds(solid, { eye, elevation, focal: 1, centreX: 0, centreY: 0 });
  // One pixel stays free for antialiasing.
  const focal = Math.min(
    (area.width - 1) / (x1 - x0),
    (area.height - 1) / (y1 - y0),
    (area.maxEmPx / field.texelsPerEm) * distance,
  );
  const slack = area.height - 1 - focal * (y1 - y0);
  const share = area.anchor === 'top' ? 0 : area.anchor === 'center' ? 0.5 : 1;
  const across = area.align === 'left' ? 0 : area.align === 'right' ? 1 : 0.5;
  const slackX = area.width - 1 - focal * (x1 - x0);
  const centreX = area.x + 0.5 + slackX * across - focal * x0;
  const centreY = area.y + 0.5 + slack * share - focal * y0;
  const box = [
    Math.floor(centreX + focal * x0),
    Math.floor(centreY + focal * y0),
    Math.ceil(centreX + focal * x1),
    Math.ceil(centreY + focal * y1),
  ] as const;
  return { eye, elevation, focal, centreX, centreY, box };
}

/** How far the eye is from the middle of a field of that size, in the field's unit. */
export function eyeDistance(width: number, height: number): number {
  return DISTANCE * Math.max(width, height * 1.4);
}

/** A function that writes the unit direction of the ray through a canvas point to `out`. */
export function rayCaster(view: Pick<View, 'elevation' | 'focal' | 'centreX' | 'centreY'>) {
  const { focal, centreX, centreY } = view;
  const sin = Math.sin(view.elevation);
  const cos = Math.cos(view.elevation);
  return (px: number, py: number, out: Vector): void => {
    const sx = (px - centreX) / focal;
    const sy = (py - centreY) / focal;
    const scale = 1 / Math.sqrt(sx * sx + sy * sy + 1);
    out[0] = sx * scale;
    out[1] = (sy * cos + sin) * scale;
    out[2] = (sy * sin - cos) * scale;
  };
}

/** A function that writes the canvas point at which a point of the solid's frame is seen to `out`. */
export function projector(view: Omit<View, 'box'>) {
  const { eye, focal, centreX, centreY } = view;
  const sin = Math.sin(view.elevation);
  const cos = Math.cos(view.elevation);
  return (x: number, y: number, z: number, out: Float64Array): void => {
    const vx = x - eye[0];
    const vy = y - eye[1];
    const vz = z - eye[2];
    const scale = focal / (vy * sin - vz * cos);
    out[0] = centreX + vx * scale;
    out[1] = centreY + (vy * cos + vz * sin) * scale;
  };
}

/**
 * Box of the body on the image plane at focal length 1; rows' ends suffice, they contain the hull's corners.
 */
function projectedBounds(solid: Solid, view: Omit<View, 'box'>): [number, number, number, number] {
  const { width, height, distance } = solid.field;
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const project = projector(view);
  const seen = new Float64Array(2);
  const add = (x: number, y: number): void => {
    for (const z of [solid.frontZ, -solid.backZ]) {
      project(x, y, z, seen);
      bounds[0] = Math.min(bounds[0], seen[0]);
      bounds[1] = Math.min(bounds[1], seen[1]);
      bounds[2] = Math.max(bounds[2], seen[0]);
      bounds[3] = Math.max(bounds[3], seen[1]);
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
