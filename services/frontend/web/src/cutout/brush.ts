/** What a stroke does: brings the photo back, or takes it away. */
export type BrushKind = 'restore' | 'erase';

export interface Brush {
  kind: BrushKind;
  /** Pixels of the picture, 0.5 at least. */
  radius: number;
  /** Share of the radius over which the brush fades, 0..1. */
  softness: number;
  /** Largest difference of colour that the brush still touches, 1..100; undefined: any colour. */
  tolerance: number | undefined;
}

/** How a brush covers what lies at a distance from its middle. */
export interface BrushProfile {
  /** Pixels up to which it covers all. */
  inner: number;
  /** Pixels from which it covers nothing. */
  outer: number;
}

/** The edge of a hard brush is one pixel wide, so that it has no steps. */
export function profileOf({ radius, softness }: Pick<Brush, 'radius' | 'softness'>): BrushProfile {
  const inner = Math.min(radius * (1 - softness), radius - 0.5);
  return { inner: Math.max(0, inner), outer: radius + 0.5 };
}

/** Coverage at a distance, 0..255; smooth at both ends. */
export function coverageAt({ inner, outer }: BrushProfile, distance: number): number {
  if (distance <= inner) return 255;
  if (distance >= outer) return 0;
  const t = (outer - distance) / (outer - inner);
  return Math.round(255 * t * t * (3 - 2 * t));
}
