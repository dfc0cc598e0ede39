import type { ProductView } from './estimate-view.ts';
import type { Silhouette } from './silhouette.ts';

/** A disc parallel to the surface; together they stand in for the product when shadows are worked out. */
export interface ProxyDisc {
  heightCm: number;
  radiusCm: number;
}

const SLICES = 16;

/**
 * The product as a stack of discs (a solid of revolution about its foot's middle), from its outline. Rows of the
 * outline that the wide foot alone explains say nothing about what stands on it; there the next row above counts.
 */
export function buildProxy(silhouette: Silhouette, view: ProductView, cmPerPixel: number): ProxyDisc[] {
  const { scale } = silhouette.grid;
  const sin = Math.sin((view.elevationDeg * Math.PI) / 180);
  const cos = Math.cos((view.elevationDeg * Math.PI) / 180);
  const foot = view.baseRadius;
  const tall = topAboveBase(silhouette, view);
  // The far rim of the topmost disc is what reaches highest: its radius × sin is not height.
  const topRadius = Math.min(foot, tall / (2 * sin), radiusOfTop(silhouette, view, tall, sin));
  const heightPx = Math.max(foot * 0.12, (tall - topRadius * sin) / cos);
  const discs: ProxyDisc[] = [
    // Upright products stand on all of their foot; a saucer, seen from above, on a smaller ring.
    {
      heightCm: foot * 0.008 * cmPerPixel,
      radiusCm: foot * (view.elevationDeg < 25 ? 0.97 : 0.6) * cmPerPixel,
    },
    { heightCm: foot * 0.03 * cmPerPixel, radiusCm: foot * 0.72 * cmPerPixel },
    { heightCm: foot * 0.09 * cmPerPixel, radiusCm: foot * 0.9 * cmPerPixel },
    { heightCm: foot * 0.16 * cmPerPixel, radiusCm: foot * 0.985 * cmPerPixel },
  ];
  let above = topRadius;
  for (let i = SLICES - 1; i >= 0; i--) {
    const height = (heightPx * (i + 0.5)) / SLICES;
    const rise = height * cos;
    const half = halfWidth(silhouette, view, rise);
    const explained = rise < foot * sin ? foot * Math.sqrt(1 - (rise / (foot * sin)) ** 2) : 0;
    const radius = half === undefined || half <= explained * 1.04 + 1 / scale ? above * 0.97 : half;
    above = Math.min(radius, foot * 1.6);
    discs.push({ heightCm: height * cmPerPixel, radiusCm: above * cmPerPixel });
  }
  return discs;
}

/** Radius of the ellipse whose upper arc the outline's top is: from the arc's width a little below its crown. */
function radiusOfTop(silhouette: Silhouette, view: ProductView, tall: number, sin: number): number {
  const below = tall * 0.08;
  const { left, right } = reaches(silhouette, view, tall - below);
  const half = (left + right) / 2;
  return ((half * half + (below / sin) ** 2) * sin) / (2 * below);
}

/** How far the outline reaches above the foot's middle, along the product's own vertical. */
function topAboveBase(silhouette: Silhouette, view: ProductView): number {
  const step = Math.max(1, 1 / silhouette.grid.scale);
  let top = step;
  for (let rise = step; rise < silhouette.box.bottom - silhouette.box.top; rise += step) {
    if (halfWidth(silhouette, view, rise) !== undefined) top = rise;
  }
  return top;
}

/** Half the outline's width `rise` pixels above the foot's middle; what sticks out on one side counts little. */
function halfWidth(silhouette: Silhouette, view: ProductView, rise: number): number | undefined {
  const { left, right } = reaches(silhouette, view, rise);
  if (left === 0 && right === 0) return undefined;
  return 0.75 * Math.min(left, right) + 0.25 * Math.max(left, right);
}

/** How far the outline reaches to both sides of the product's axis. */
function reaches({ grid }: Silhouette, view: ProductView, rise: number): { left: number; right: number } {
  const cos = Math.cos((view.rollDeg * Math.PI) / 180);
  const sin = Math.sin((view.rollDeg * Math.PI) / 180);
  const reach = (sign: number): number => {
    let last = 0;
    for (let d = 0; d < view.baseRadius * 2.5; d += 1 / grid.scale) {
      const x = Math.floor((view.baseX + sign * d * cos + rise * sin) * grid.scale);
      const y = Math.floor((view.baseY + sign * d * sin - rise * cos) * grid.scale);
      if (x < 0 || y < 0 || x >= grid.width || y >= grid.height) break;
      if (grid.alpha[y * grid.width + x] > 0.5) last = d;
    }
    return last;
  };
  return { left: reach(-1), right: reach(1) };
}
