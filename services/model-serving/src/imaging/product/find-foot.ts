import { type BaseEllipse, fitBase } from './fit-base.ts';
import { type CornerFit, fitCorner, type Point } from './fit-corner.ts';
import { fitRing, type RingFit } from './fit-ring.ts';
import { isBall } from './is-ball.ts';
import { type LowerOutline, traceLowerOutline } from './lower-outline.ts';
import { mirrorOverlap } from './mirror-overlap.ts';
import type { Silhouette } from './silhouette.ts';

/** Where a product, or one of its parts, touches the surface; pixels of the cut-out. */
export interface Foot {
  /** Its middle. */
  x: number;
  y: number;
  /** Half its width. */
  radius: number;
  /** How far it reaches towards the viewer, as long as it would be across: the radius of a round foot. */
  reach: number;
  /** Of a box: the ends of its lower edges from the left, two or three. Absent: the foot is round. */
  edges?: Point[];
  /** What stands on it. */
  part: Silhouette;
}

/** What the lower outline tells; undefined: nothing. */
export interface FoundFoot {
  elevationDeg?: number;
  rollDeg?: number;
  /** The foot as seen from an elevation. */
  stand?(elevationDeg: number): Foot;
}

/** Outlines further than this from what is fitted to them are something else. */
const WORST_RING = 0.03;
const WORST_CORNER = 0.02;
/** A corner has to explain the outline so much better than a ring. */
const BETTER_CORNER = 0.6;
/** A foot narrower than this, of the product's width, is a leg or a tip. */
const NARROWEST = 0.24;
/** Lower than this, a ring's outline is a straight line, and so is the front of a box. */
const STRAIGHT_DEG = 4.5;
/** Depth of a box seen from the front, of its width. */
const FRONT_DEPTH = 0.7;
/** Where a ball touches the surface, of its radius. */
const BALL_FOOT = 0.2;

/** A tilt within these limits is taken back, when the whole product is so much more symmetric about the tilted axis. */
const SMALLEST_ROLL_DEG = 1.5;
const LARGEST_ROLL_DEG = 12;
const ROLL_GAIN = 0.025;
/** Overlap with its mirror image of a product that is symmetric but for what the mask has lost. */
const EVEN = 0.9;
/** Flatter ellipses lie askew by a pixel's error, and a rounded edge makes them less flat. */
const WIDE_FROM_DEG = 30;
const WORST_TILTED = 0.02;
const WORST_UPRIGHT = 0.006;

/** Recognises how a product stands: on a round foot, on a box's corner or front, or as a ball. */
export function findFoot(part: Silhouette): FoundFoot {
  const base = fitBase(part);
  if (base !== undefined && isBall(part, base)) return { stand: (deg) => ballFoot(part, base, deg) };
  const wide = base === undefined ? undefined : wideFoot(part, base);
  if (wide !== undefined) return wide;
  const outline = traceLowerOutline(part);
  if (outline === undefined) return {};
  const ring = fitRing(outline);
  const even = fitRing(mirrored(outline));
  const corner = fitCorner(outline);
  if (corner && corner.error < Math.min(WORST_CORNER, Math.min(ring.error, even.error) * BETTER_CORNER)) {
    return { elevationDeg: corner.elevationDeg, stand: () => cornerFoot(part, corner) };
  }
  const whole = ring.error < WORST_RING || !isEven(part) ? ring : even;
  const width = (part.box.right - part.box.left) * part.grid.scale;
  if (whole.error > WORST_RING || whole.radius * 2 < width * NARROWEST) return {};
  if (whole.elevationDeg < STRAIGHT_DEG && whole.edge < whole.radius * 0.3) {
    return { stand: (deg) => frontFoot(part, outline, deg) };
  }
  return { elevationDeg: whole.elevationDeg, stand: (deg) => ringFoot(part, whole, deg) };
}

/** Where a product of no known shape stands: on what of its outline is nearly as low as its lowest point. */
export function assumeFoot(part: Silhouette, elevationDeg: number): Foot {
  const { box, grid } = part;
  const sin = Math.sin((elevationDeg * Math.PI) / 180);
  const low = box.bottom - Math.max(2, 0.05 * (box.right - box.left));
  let left = box.right;
  let right = box.left;
  for (let row = Math.floor(low * grid.scale); row < Math.min(grid.height, box.bottom * grid.scale); row++) {
    for (let column = 0; column < grid.width; column++) {
      if (grid.alpha[row * grid.width + column] <= 0.5) continue;
      left = Math.min(left, column / grid.scale);
      right = Math.max(right, (column + 1) / grid.scale);
    }
  }
  const radius = Math.max(1, (right - left) / 2);
  const reach = Math.min(radius, 0.15 * (box.right - box.left));
  return { x: (left + right) / 2, y: box.bottom - reach * sin, radius, reach, part };
}

/**
 * A saucer or another wide, sharp foot seen from high, of which more is seen than its front. A tilt counts only where
 * the symmetry of the whole product says so, too.
 */
function wideFoot(part: Silhouette, base: BaseEllipse): FoundFoot | undefined {
  const elevationDeg = (Math.asin(Math.min(1, base.radiusY / base.radiusX)) * 180) / Math.PI;
  if (base.error > WORST_TILTED || elevationDeg < WIDE_FROM_DEG || base.radiusY > base.radiusX * 0.96) return;
  const rollDeg = (base.roll * 180) / Math.PI;
  const isTilted = tilts(part, base, rollDeg);
  if (!isTilted && base.error > WORST_UPRIGHT) return;
  const { centerX: x, centerY: y, radiusX: radius } = base;
  const foot: Foot = { x, y, radius, reach: radius, part };
  return { elevationDeg, rollDeg: isTilted ? rollDeg : 0, stand: () => foot };
}

function tilts(part: Silhouette, { centerX, centerY }: BaseEllipse, rollDeg: number): boolean {
  const size = Math.abs(rollDeg);
  if (size < SMALLEST_ROLL_DEG || size > LARGEST_ROLL_DEG) return false;
  const upright = mirrorOverlap(part, centerX, centerY, 0);
  return mirrorOverlap(part, centerX, centerY, rollDeg) >= upright + ROLL_GAIN;
}

function ringFoot(part: Silhouette, ring: RingFit, elevationDeg: number): Foot {
  const { scale } = part.grid;
  const lower = Math.sin((elevationDeg * Math.PI) / 180) - Math.sin((ring.elevationDeg * Math.PI) / 180);
  const radius = ring.radius / scale;
  // Its front stays where it is seen.
  return { x: ring.centerX / scale, y: ring.centerY / scale - radius * lower, radius, reach: radius, part };
}

function ballFoot(part: Silhouette, base: BaseEllipse, elevationDeg: number): Foot {
  const cos = Math.cos((elevationDeg * Math.PI) / 180);
  const radius = base.radiusX * BALL_FOOT;
  const y = base.centerY + base.radiusY * cos;
  return { x: base.centerX, y, radius, reach: 0, part };
}

function cornerFoot(part: Silhouette, fit: CornerFit): Foot {
  const inPicture = ([x, y]: Point): Point => [x / part.grid.scale, y / part.grid.scale];
  const [left, corner, right] = [fit.left, fit.corner, fit.right].map(inPicture);
  const y = (left[1] + right[1]) / 2;
  const reach = (corner[1] - y) / Math.sin((fit.elevationDeg * Math.PI) / 180);
  const radius = (right[0] - left[0]) / 2;
  return { x: (left[0] + right[0]) / 2, y, radius, reach, edges: [left, corner, right], part };
}

function frontFoot(part: Silhouette, { left, y }: LowerOutline, elevationDeg: number): Foot {
  const { scale } = part.grid;
  const radius = y.length / 2 / scale;
  const x = left / scale + radius;
  const front = Float32Array.from(y).sort()[y.length >> 1] / scale;
  const reach = radius * FRONT_DEPTH;
  const edges: Point[] = [
    [x - radius, front],
    [x + radius, front],
  ];
  return {
    x,
    y: front - reach * Math.sin((elevationDeg * Math.PI) / 180),
    radius,
    reach,
    edges,
    part,
  };
}

/** Whether a product is so symmetric about an upright axis that a piece must be missing where its lower edge is not. */
function isEven(part: Silhouette): boolean {
  return mirrorOverlap(part, (part.box.left + part.box.right) / 2, part.box.bottom, 0) > EVEN;
}

/** An outline of which the mask has lost a piece on one side: each side as low as the other. */
function mirrored({ left, y }: LowerOutline): LowerOutline {
  return { left, y: y.map((value, i) => Math.max(value, y[y.length - 1 - i])) };
}
