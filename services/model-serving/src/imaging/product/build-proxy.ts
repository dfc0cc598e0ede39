import type { Layout } from '../render/layout.ts';
import type { ProductView } from './estimate-view.ts';
import type { Foot } from './find-foot.ts';
import { type GroundFoot, standOnGround } from './stand-on-ground.ts';

/**
 * A slice of the product parallel to the surface, round or a convex polygon; together they stand in for the product
 * when shadows are worked out.
 */
export interface ProxyDisc {
  heightCm: number;
  /** Of the disc, or of a circle around the polygon. */
  radiusCm: number;
  /** Its middle on the surface: x to the right, z towards the viewer; the origin is the middle of the product's foot. */
  xCm: number;
  zCm: number;
  /** Sides of a polygon: for each the outward normal's x and z, and its distance from the middle in centimetres. */
  sides?: number[];
}

const SLICES = 24;
/** What stands on a saucer is so much narrower than it. */
const NARROW_BODY = 0.8;
/** Height of its rim, of its radius. */
const RIM = 0.16;
/** Seen from higher than this, 73°, an outline tells nothing of heights: a pixel's error would make a tower. */
const LEAST_COS = 0.29;

/**
 * The product as stacks of slices, one for each part that stands on the surface: solids of revolution, or prisms where
 * the foot is a box's, as wide as the outline. Rows of the outline that the foot alone explains say nothing about what
 * stands on it; there the next row above counts.
 */
export function buildProxy(view: ProductView, layout: Layout): ProxyDisc[] {
  return view.feet.flatMap((foot) => stackOf(foot, standOnGround(foot, view, layout), view));
}

function stackOf(foot: Foot, ground: GroundFoot, view: ProductView): ProxyDisc[] {
  const { grid, box } = foot.part;
  const sin = Math.sin((view.elevationDeg * Math.PI) / 180);
  const cos = Math.cos((view.elevationDeg * Math.PI) / 180);
  const { radius } = foot;
  const { cmPerPixel } = ground;
  const depth = foot.reach * sin;
  const tall = topAboveBase(foot, view);
  const isBox = foot.edges !== undefined;
  // The far rim of the topmost slice is what reaches highest: its depth is not height.
  const top = isBox
    ? depth * topOfBox(foot, view, tall, depth)
    : Math.min(Math.max(radius, foot.reach), tall / (2 * sin), radiusOfTop(foot, view, tall, sin)) * sin;
  const heightPx = Math.max(radius * 0.12, (tall - top) / Math.max(LEAST_COS, cos));
  const widest = ((box.right - box.left) / 2) * 1.05;
  const body = halfWidth(foot, view, depth + 0.5 * (tall - depth)) ?? radius;
  const isSaucer = !isBox && body < radius * NARROW_BODY;
  const slices = lowest(foot, isSaucer);
  let above = isBox ? (radius * top) / Math.max(1e-6, depth) : top / sin;
  for (let i = SLICES - 1; i >= 0; i--) {
    const height = (heightPx * (i + 0.5)) / SLICES;
    const rise = height * cos;
    const half = halfWidth(foot, view, rise);
    // Near the foot's far end a row's error is a large one of its width.
    const behind = depth > 0 ? rise / depth - 0.04 : 1;
    const explained = behind < 1 ? explainedBy(Math.max(0, behind), radius, isBox) : 0;
    const isOwn = half !== undefined && half > explained * 1.04 + 1 / grid.scale;
    above = Math.min(isOwn ? half : above * 0.98, widest);
    slices.push([height, above]);
  }
  // What is seen of a saucer is its rim: the surface right below it lies nearer to the viewer.
  const z = isSaucer ? ground.z + (RIM * radius * cmPerPixel * cos) / sin : ground.z;
  return slices.map(([height, half]) => sliceOf({ ...ground, z }, height * cmPerPixel, half / radius));
}

/** Height and half width of what is next to the surface, pixels. */
function lowest({ radius, edges }: Foot, isSaucer: boolean): Array<[number, number]> {
  if (edges !== undefined) return [0.01, 0.05, 0.12].map((height) => [radius * height, radius]);
  return [
    // Upright products stand on all of their foot, a saucer on a smaller ring.
    [radius * 0.008, radius * (isSaucer ? 0.6 : 0.98)],
    [radius * 0.03, radius * (isSaucer ? 0.72 : 0.98)],
    [radius * 0.09, radius * (isSaucer ? 0.9 : 0.99)],
    [radius * RIM, radius * 0.99],
  ];
}

/** Half the width that a foot alone has at a share of its depth behind its middle. */
function explainedBy(share: number, radius: number, isBox: boolean): number {
  return isBox ? radius * (1 - share) : radius * Math.sqrt(1 - share * share);
}

function sliceOf(ground: GroundFoot, heightCm: number, share: number): ProxyDisc {
  const { x: xCm, z: zCm, sides } = ground;
  return {
    heightCm,
    radiusCm: ground.radiusCm * share,
    xCm,
    zCm,
    ...(sides && { sides: sides.map((value, i) => (i % 3 === 2 ? value * share : value)) }),
  };
}

/** Size of a box's top as a share of its foot: as wide as the outline is there, that much below its far corner. */
function topOfBox(foot: Foot, view: ProductView, tall: number, depth: number): number {
  for (let share = 1; share > 0.15; share -= 0.1) {
    const half = halfWidth(foot, view, tall - depth * share) ?? 0;
    if (half > 0.8 * share * foot.radius) return share;
  }
  return 0.1;
}

/** Radius of the ellipse whose upper arc the outline's top is: from the arc's width a little below its crown. */
function radiusOfTop(foot: Foot, view: ProductView, tall: number, sin: number): number {
  const below = tall * 0.08;
  const { left, right } = reaches(foot, view, tall - below);
  const half = (left + right) / 2;
  return ((half * half + (below / sin) ** 2) * sin) / (2 * below);
}

/** How far the outline reaches above the foot's middle, along the product's own vertical. */
function topAboveBase(foot: Foot, view: ProductView): number {
  const { grid, box } = foot.part;
  const step = Math.max(1, 1 / grid.scale);
  let top = step;
  for (let rise = step; rise < box.bottom - box.top; rise += step) {
    if (halfWidth(foot, view, rise) !== undefined) top = rise;
  }
  return top;
}

/** Half the outline's width `rise` pixels above the foot's middle; what sticks out on one side counts little. */
function halfWidth(foot: Foot, view: ProductView, rise: number): number | undefined {
  const { left, right } = reaches(foot, view, rise);
  if (left === 0 && right === 0) return undefined;
  return 0.75 * Math.min(left, right) + 0.25 * Math.max(left, right);
}

/** How far the outline reaches to both sides of the product's axis. */
function reaches({ part, ...foot }: Foot, view: ProductView, rise: number): { left: number; right: number } {
  const { grid, box } = part;
  const cos = Math.cos((view.rollDeg * Math.PI) / 180);
  const sin = Math.sin((view.rollDeg * Math.PI) / 180);
  const reach = (sign: number): number => {
    let last = 0;
    for (let d = 0; d < box.right - box.left; d += 1 / grid.scale) {
      const x = Math.floor((foot.x + sign * d * cos + rise * sin) * grid.scale);
      const y = Math.floor((foot.y + sign * d * sin - rise * cos) * grid.scale);
      if (x < 0 || y < 0 || x >= grid.width || y >= grid.height) break;
      if (grid.alpha[y * grid.width + x] > 0.5) last = d;
    }
    return last;
  };
  return { left: reach(-1), right: reach(1) };
}
