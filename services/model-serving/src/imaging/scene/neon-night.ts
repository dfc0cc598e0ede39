import type { Setting } from './setting.ts';

/** Tubes of light in pink and blue. */
const NEON = [
  [1, 0.12, 0.42],
  [0.08, 0.55, 1],
] as const;

/** What a brick wall is when it is dark: wet ground, coloured tubes. */
export const NEON_NIGHT = {
  environment: 'night',
  surface: 'wet slate',
  temperatureK: 4400,
  keyRatio: 1.6,
  radiusDeg: 4,
  neon: NEON,
  time: 'night',
  exposure: 0.68,
  vignette: 0.45,
} as const satisfies Partial<Setting>;
