import { hash2, periodicNoise, smoothstep } from '../math/noise.ts';
import type { GoboName } from '../scene/scene-wish.ts';

/** What part of the key light reaches the point (x, z) cm of the surface, 0..1. */
export type Gobo = (x: number, z: number) => number;

/**
 * A pattern in front of the key light. `azimuthDeg` is the light's; `phase` 0..1 shifts the pattern; `unitCm` is the
 * product's size, to which the pattern keeps its proportion; `edgeCm` is the width of its soft edges.
 */
export function createGobo(
  name: GoboName,
  {
    azimuthDeg,
    phase,
    unitCm,
    edgeCm,
  }: { azimuthDeg: number; phase: number; unitCm: number; edgeCm: number },
): Gobo | undefined {
  if (name === 'none') return undefined;
  // Along (u) and across (v) the way the light falls over the surface.
  const angle = ((azimuthDeg > 0 ? 30 : -30) * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const pattern = PATTERNS[name];
  return (x, z) =>
    pattern((x * cos - z * sin) / unitCm, (x * sin + z * cos) / unitCm, phase, edgeCm / unitCm);
}

type Pattern = (u: number, v: number, phase: number, edge: number) => number;

const PATTERNS: Record<Exclude<GoboName, 'none'>, Pattern> = {
  /** Two sashes of a window with bars; the product stands in the light of a pane. */
  window(u, v, phase, edge) {
    const bars = band(v + 0.5 + 0.3 * (phase - 0.5), 1.05, 0.2, edge * 1.3);
    const mullion = band(u + 0.62 + 0.4 * phase, 2.5, 0.3, edge * 1.3);
    const frame = smoothstep(-2.4, -2.4 + edge * 3, u) * smoothstep(3.2, 3.2 - edge * 3, u);
    return 0.1 + 0.9 * bars * mullion * frame;
  },
  blinds(_u, v, phase, edge) {
    return 0.14 + 0.86 * band(v + phase, 0.42, 0.17, edge);
  },
  /** Leaves of a tree: ellipses on two scales, and a canopy that lets the sun through in places. */
  leaves(u, v, phase, edge) {
    const sway = 0.16 * periodicNoise(u * 1.7 + phase * 9, v * 1.7, 64, 64, 3);
    const near = leafCells(u + sway, v - sway, 0.66, 0.44, Math.round(phase * 97), edge * 0.5);
    const far = leafCells(u - sway + 7, v + sway, 0.4, 0.26, 11 + Math.round(phase * 97), edge * 1.4);
    const clearing = smoothstep(0.35, 1.1, Math.hypot(u * 0.8, v));
    return 1 - (1 - 0.12) * Math.max(near * (0.2 + 0.8 * clearing), 0.75 * far * (0.4 + 0.6 * clearing));
  },
};

/** 0 in the bar of `width` at the start of each period, 1 elsewhere. */
function band(position: number, period: number, width: number, edge: number): number {
  const m = position - Math.floor(position / period) * period;
  return smoothstep(width, width + edge, m) * smoothstep(period, period - edge, m);
}

/** Shade 0..1 of one leaf in about two of three cells. */
function leafCells(u: number, v: number, cell: number, length: number, seed: number, edge: number): number {
  const column = Math.floor(u / cell);
  const row = Math.floor(v / cell);
  let shade = 0;
  for (let j = row - 1; j <= row + 1; j++) {
    for (let i = column - 1; i <= column + 1; i++) {
      if (hash2(i, j, seed) > 0.62) continue;
      const dx = u - (i + 0.2 + 0.6 * hash2(i, j, seed + 1)) * cell;
      const dy = v - (j + 0.2 + 0.6 * hash2(i, j, seed + 2)) * cell;
      const turn = (hash2(i, j, seed + 3) - 0.5) * 2.4 + 0.6;
      const along = (dx * Math.cos(turn) + dy * Math.sin(turn)) / length;
      const across = (dy * Math.cos(turn) - dx * Math.sin(turn)) / length;
      if (Math.abs(along) > 1.2 || Math.abs(across) > 0.7) continue;
      const outline = Math.abs(across) - 0.34 * (1 - along * along) * (1 - 0.25 * along);
      shade = Math.max(shade, smoothstep(edge / length / 2, -edge / length / 2, outline));
    }
  }
  return shade;
}
