import { assumeFoot, type Foot, findFoot } from './find-foot.ts';
import { findParts } from './find-parts.ts';
import type { Silhouette } from './silhouette.ts';

/** From where the product was photographed, and where its foot is; pixels of the cut-out. */
export interface ProductView {
  /** How far above the horizon the camera stood, seen from the foot, degrees. */
  elevationDeg: number;
  /** How far the picture is tilted clockwise, degrees; turn it back by as much. */
  rollDeg: number;
  /** Middle of the foot on the surface, or of all feet. */
  baseX: number;
  baseY: number;
  /** How far the foot reaches towards the viewer, in pixels across: its radius where it is round. */
  baseRadius: number;
  /** What the product stands on; several where its parts stand apart. */
  feet: Foot[];
}

/** A view from lower than this has no room for the surface behind the product. */
const LOWEST_DEG = 5;
const HIGHEST_DEG = 72;
/** As most products are photographed; that a ball's outline does not tell. */
const ASSUMED_DEG = 14;

/**
 * Estimates the view from the lower outline: a round foot seen from elevation e is an ellipse with axes 1 : sin e, the
 * lower edges of a box have slopes whose product is sin² e. Several parts are taken to be seen from their mean.
 * `knownDeg` is the elevation where a person has said it; then only the foot is estimated.
 */
export function estimateView(silhouette: Silhouette, knownDeg?: number): ProductView {
  const parts = findParts(silhouette);
  const found = parts.map((part) => findFoot(part));
  const read = found.flatMap((foot) => (foot.elevationDeg === undefined ? [] : [foot.elevationDeg]));
  const mean = read.length === 0 ? ASSUMED_DEG : read.reduce((a, b) => a + b, 0) / read.length;
  const elevationDeg = knownDeg ?? Math.min(HIGHEST_DEG, Math.max(LOWEST_DEG, mean));
  const feet = found.map((foot, i) => foot.stand?.(elevationDeg) ?? assumeFoot(parts[i], elevationDeg));
  const rollDeg = feet.length === 1 ? (found[0].rollDeg ?? 0) : 0;
  const left = Math.min(...feet.map((foot) => foot.x - foot.radius));
  const right = Math.max(...feet.map((foot) => foot.x + foot.radius));
  return {
    elevationDeg,
    rollDeg,
    baseX: feet.length === 1 ? feet[0].x : (left + right) / 2,
    baseY: meanOf(feet.map((foot) => foot.y)),
    baseRadius: meanOf(feet.map((foot) => foot.reach)),
    feet,
  };
}

function meanOf(values: number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
