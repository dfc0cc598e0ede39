import { hash2, periodicNoise, smoothstep } from '../math/noise.ts';
import type { GoboName } from '../scene/scene-wish.ts';

/** What part of the key light reaches the point (x, z) cm of the surface, 0..1. */
export type Gobo = (x: number, z: number) => number;

/** A pattern in front of the key light, as plain data. */
export interface GoboPlan {
  name: GoboName;
  /** The light's. */
  azimuthDeg: number;
  /** 0..1, shifts the pattern. */
  phase: number;
  /** The product's size, to which the pattern keeps its proportion. */
  unitCm: number;
  /** Width of its soft edges. */
  edgeCm: number;
}

/** Undefined for 'none'. */
export function createGobo({ name, azimuthDeg, phase, unitCm, edgeCm }: GoboPlan): Gobo | undefined {
  if (name === 'none') return undefined;
  // Along (u) and across (v) the way the light falls over the surface.
  const angle = ((azimuthDeg > 0 ? 30 : -30) * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const pattern = PATTERNS[name];
  const side = azimuthDeg > 0 ? 1 : -1;
  return (x, z) =>
    pattern(((x * cos - z * sin) / unitCm) * side, (x * sin + z * cos) / unitCm, phase, edgeCm / unitCm);
}

/** `u` grows towards where the light comes from. */
type Pattern = (u: number, v: number, phase: number, edge: number) => number;

const PATTERNS: Record<Exclude<GoboName, 'none'>, Pattern> = {
  /** A window's panes between thin muntins and a broad mullion; the product stands in the light of a pane. */
  window(u, v, phase, edge) {
    // Old glass bends the light a little, and the pattern widens away from the window.
    const bend = 0.02 * periodicNoise(u * 1.4 + phase * 7, v * 1.4, 64, 64, 21);
    const spread = 1 - 0.07 * Math.max(-2, Math.min(2, u));
    const soft = edge * (1.15 - 0.22 * u);
    const across = (v / spread + 0.5 + bend + 0.3 * (phase - 0.5)) / 1.05;
    const along = u + 0.62 + bend + 0.4 * phase;
    const panes = band(across * 1.05, 1.05, 0.15, soft);
    const muntin = band(across * 1.05 + 0.6, 1.05, 0.045, soft * 0.9);
    const mullion = band(along, 2.3, 0.22, soft);
    const rail = band(along + 1.25, 2.3, 0.05, soft * 0.9);
    const frame = smoothstep(-2.4, -2.4 + soft * 3, u) * smoothstep(3.2, 3.2 - soft * 3, u);
    const glass = 0.93 + 0.07 * periodicNoise(u * 2.3, v * 5 + phase * 9, 64, 64, 23);
    return 0.1 + 0.9 * panes * (0.45 + 0.55 * muntin) * mullion * (0.5 + 0.5 * rail) * frame * glass;
  },
  /** Slats, each a little uneven, with the cords that hold them. */
  blinds(u, v, phase, edge) {
    const slat = Math.floor((v + phase) / 0.42);
    const droop = 0.025 * (hash2(slat, 3, 7) - 0.5) + 0.012 * periodicNoise(u * 0.9, slat * 1.7, 64, 64, 25);
    const soft = edge * (1.05 - 0.2 * Math.max(-2, Math.min(2, u)));
    const cord = band(u + 0.9 + phase * 0.6, 2.1, 0.018, soft * 0.7);
    return 0.14 + 0.86 * band(v + phase + droop, 0.42, 0.17, soft) * (0.6 + 0.4 * cord);
  },
  /**
   * A branch whose leaves hang near the surface, sharp, before others far from it, soft; the product stands where
   * the canopy is thin.
   */
  leaves(u, v, phase, edge) {
    const seed = Math.round(phase * 97);
    const sway = 0.1 * periodicNoise(u * 1.7 + phase * 9, v * 1.7, 64, 64, 3);
    const clearing = smoothstep(0.25, 1.05, Math.hypot(u * 0.75, v));
    const near = frond(u + sway, v - sway, seed, edge * 0.55) * (0.35 + 0.65 * clearing);
    const middle =
      leafCells(u - sway + 7, v + sway, 0.5, 0.36, 11 + seed, edge * 1.5) * (0.25 + 0.75 * clearing);
    const far = smoothstep(-0.1, 0.45, periodicNoise(u * 1.5 + seed, v * 1.5, 512, 512, 27)) * clearing;
    const shade = 1 - (1 - 0.85 * near) * (1 - 0.62 * middle) * (1 - 0.4 * far);
    return 1 - 0.88 * shade;
  },
};

/** 0 in the bar of `width` at the start of each period, 1 elsewhere. */
function band(position: number, period: number, width: number, edge: number): number {
  const m = position - Math.floor(position / period) * period;
  return smoothstep(width, width + edge, m) * smoothstep(period, period - edge, m);
}

/** Shade 0..1 of stems with pairs of pointed leaves, as of a palm, an olive or a eucalyptus. */
function frond(u: number, v: number, seed: number, edge: number): number {
  let shade = 0;
  for (let k = 0; k < 3; k++) {
    const turn = (hash2(k, 1, seed) - 0.5) * 1.1 + (k - 1) * 0.55;
    const ox = (hash2(k, 2, seed) - 0.5) * 0.7 + 0.15;
    const oy = (k - 1) * 0.95 + (hash2(k, 3, seed) - 0.5) * 0.4;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    const along = (u - ox) * cos + (v - oy) * sin;
    const bow = 0.16 * along * along;
    const across = (v - oy) * cos - (u - ox) * sin - bow;
    if (Math.abs(across) > 0.55 || along < -1.3 || along > 1.6) continue;
    shade = Math.max(shade, smoothstep(0.012 + edge * 0.5, 0.012 - edge * 0.3, Math.abs(across)) * 0.7);
    const pair = Math.round((along + Math.abs(across) * -0.9) / LEAF_STEP);
    for (let i = pair - 1; i <= pair + 1; i++) {
      const side = across > 0 ? 1 : -1;
      const h = hash2(i, side + 2, seed + k);
      const x = along - i * LEAF_STEP - side * 0.05;
      const length = 0.36 + 0.14 * h;
      const lean = 0.7 + 0.5 * (h - 0.5);
      const s = (x * Math.cos(lean) + Math.abs(across) * Math.sin(lean)) / length;
      const t = (Math.abs(across) * Math.cos(lean) - x * Math.sin(lean)) / length;
      if (s < -0.05 || s > 1.05) continue;
      const outline = Math.abs(t) - 0.3 * Math.sqrt(Math.max(0, s)) * (1 - s) * 1.5;
      shade = Math.max(shade, smoothstep(edge / length / 2, -edge / length / 2, outline));
    }
  }
  return shade;
}

const LEAF_STEP = 0.17;

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
