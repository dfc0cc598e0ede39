import type { LowerOutline } from './lower-outline.ts';

/** A round foot with a rounded edge: a horizontal ring, seen as an ellipse, and the edge's radius about it. */
export interface RingFit {
  elevationDeg: number;
  /** Middle of the ring that touches the surface; grid cells. */
  centerX: number;
  centerY: number;
  /** Radius of that ring; the product is `edge` wider on each side. */
  radius: number;
  edge: number;
  /** Mean distance of the outline as a share of the product's radius. */
  error: number;
}

/** Share of the outline's half width that is compared: at its very ends it turns into the walls. */
const COMPARED = 0.97;
const SAMPLES = 48;
const CURVE = 40;
const HIGHEST_DEG = 76;
const WIDEST_EDGE = 0.5;
/** A wide edge has to make the outline fit so much better: most feet are sharp. */
const EDGE_COST = 0.006;

/**
 * Fits the lower outline of an upright, round product. Seen from elevation e, the outline of such an edge is the
 * curve parallel to an ellipse with axes 1 : sin e: without the edge, every rounded bottom reads as a high camera.
 */
export function fitRing({ left, y }: LowerOutline): RingFit {
  const half = y.length / 2;
  const middle = left + half;
  const at = Float32Array.from({ length: SAMPLES }, (_, i) => ((i + 0.5) / SAMPLES) * 2 - 1).map(
    (u) => u * COMPARED,
  );
  const seen = at.map((u) => y[Math.min(y.length - 1, Math.floor(half + u * half))] / half);
  let best: { deg: number; edge: number; error: number; offset: number; cost: number } | undefined;
  const tryOut = (deg: number, edge: number): void => {
    const curve = outlineOf(Math.sin((deg * Math.PI) / 180), edge);
    const gaps = at.map((u, i) => seen[i] - heightOf(curve, Math.abs(u)));
    const offset = Float32Array.from(gaps).sort()[SAMPLES >> 1];
    let error = 0;
    for (const gap of gaps) error += Math.abs(gap - offset) / SAMPLES;
    const cost = error + EDGE_COST * edge;
    if (best === undefined || cost < best.cost) best = { deg, edge, error, offset, cost };
  };
  for (let deg = 1; deg <= HIGHEST_DEG; deg += 1.5) {
    for (let edge = 0; edge <= WIDEST_EDGE; edge += 0.05) tryOut(deg, edge);
  }
  const { deg, edge } = best ?? { deg: 1, edge: 0 };
  for (let d = -1; d <= 1; d += 0.5) {
    for (let e = -0.04; e <= 0.04; e += 0.02) tryOut(deg + d, Math.max(0, edge + e));
  }
  const found = best ?? { deg, edge, error: 1, offset: 0 };
  return {
    elevationDeg: found.deg,
    centerX: middle,
    // The ring touches the surface a little below the middle of the edge's rounding.
    centerY: (found.offset + found.edge * Math.cos((found.deg * Math.PI) / 180)) * half,
    radius: (1 - found.edge) * half,
    edge: found.edge * half,
    error: found.error,
  };
}

/** Points of the right half of the outline, of half width 1, below the ring's middle at 0. */
function outlineOf(sin: number, edge: number): Float32Array {
  const wide = 1 - edge;
  const high = Math.max(1e-3, wide * sin);
  const points = new Float32Array(CURVE * 2);
  for (let i = 0; i < CURVE; i++) {
    const angle = (i / (CURVE - 1)) * (Math.PI / 2);
    const nx = Math.sin(angle) / wide;
    const ny = Math.cos(angle) / high;
    const length = Math.hypot(nx, ny);
    points[i * 2] = wide * Math.sin(angle) + (edge * nx) / length;
    points[i * 2 + 1] = high * Math.cos(angle) + (edge * ny) / length;
  }
  return points;
}

function heightOf(curve: Float32Array, u: number): number {
  let i = 1;
  while (i < CURVE - 1 && curve[i * 2] < u) i++;
  const x0 = curve[i * 2 - 2];
  const x1 = curve[i * 2];
  const share = x1 > x0 ? Math.min(1, (u - x0) / (x1 - x0)) : 1;
  return curve[i * 2 - 1] + (curve[i * 2 + 1] - curve[i * 2 - 1]) * share;
}
