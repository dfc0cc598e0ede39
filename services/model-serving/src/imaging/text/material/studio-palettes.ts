import type { StudioPalette } from '../render/text-studio.ts';

/** Below the faces' mirror direction: most of a face shows the bright card, its lower rim the floor. */
const HORIZON_DEG = -9;

/** Studios for materials: their lights, upper card and floor. */
export const PALETTES = {
  warm: { light: [1, 0.93, 0.82], upper: [1, 0.86, 0.68], lower: [0.9, 0.5, 0.28], horizonDeg: HORIZON_DEG },
  cool: {
    light: [0.97, 1, 1.04],
    upper: [0.86, 0.93, 1.05],
    lower: [0.45, 0.5, 0.62],
    horizonDeg: HORIZON_DEG,
  },
  rose: { light: [1, 0.95, 0.93], upper: [1, 0.84, 0.8], lower: [0.85, 0.45, 0.42], horizonDeg: HORIZON_DEG },
  rainbow: { light: [1, 1, 1], upper: [1, 1, 1.02], lower: [0.5, 0.5, 0.56], horizonDeg: HORIZON_DEG },
  neutral: {
    light: [1, 0.98, 0.95],
    upper: [0.95, 0.95, 0.95],
    lower: [0.6, 0.58, 0.55],
    horizonDeg: HORIZON_DEG,
  },
} as const satisfies Record<string, StudioPalette>;
