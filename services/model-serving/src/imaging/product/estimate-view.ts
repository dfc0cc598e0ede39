import type { BaseEllipse } from './fit-base.ts';
import { fitBase } from './fit-base.ts';
import type { Silhouette } from './silhouette.ts';

/** From where the product was photographed, and where its foot is; pixels of the cut-out. */
export interface ProductView {
  /** How far above the horizon the camera stood, degrees. */
  elevationDeg: number;
  /** How far the picture is tilted clockwise, degrees; turn it back by as much. */
  rollDeg: number;
  /** Middle of the foot on the surface. */
  baseX: number;
  baseY: number;
  /** Radius of the foot. */
  baseRadius: number;
}

/** A view from lower than this has no room for the surface behind the product. */
const LOWEST_DEG = 5;
const HIGHEST_DEG = 72;
/** Outlines further from an ellipse than this say nothing about the camera. */
const WORST_ERROR = 0.05;
const ASSUMED_DEG = 14;
const LARGEST_ROLL_DEG = 12;

/** Estimates the view from the outline: a round foot seen from elevation e is an ellipse with axes 1 : sin e. */
export function estimateView(silhouette: Silhouette): ProductView {
  const { box } = silhouette;
  const base = fitBase(silhouette);
  const boxRadius = (box.right - box.left) / 2;
  if (base === undefined || !isCredible(base, boxRadius)) {
    const radiusY = boxRadius * 0.5 * Math.sin((ASSUMED_DEG * Math.PI) / 180);
    return {
      elevationDeg: ASSUMED_DEG,
      rollDeg: 0,
      baseX: (box.left + box.right) / 2,
      baseY: box.bottom - radiusY,
      baseRadius: boxRadius * 0.8,
    };
  }
  const elevationDeg = (Math.asin(Math.min(1, base.radiusY / base.radiusX)) * 180) / Math.PI;
  const rollDeg = (base.roll * 180) / Math.PI;
  // The roll of a flat ellipse is the tilt of the product's lower edge, which may be the product's own shape.
  const rolls = elevationDeg > 20 && Math.abs(rollDeg) <= LARGEST_ROLL_DEG;
  return {
    elevationDeg: Math.min(HIGHEST_DEG, Math.max(LOWEST_DEG, elevationDeg)),
    rollDeg: rolls ? rollDeg : 0,
    baseX: base.centerX,
    baseY: base.centerY,
    baseRadius: base.radiusX,
  };
}

function isCredible(base: BaseEllipse, boxRadius: number): boolean {
  return base.error < WORST_ERROR && base.radiusX > boxRadius * 0.3 && base.radiusY <= base.radiusX * 0.96;
}
