import type { Rgb } from '../../color/rgb.ts';
import type { Atmosphere } from './atmosphere.ts';
import type { Painter } from './painter.ts';

/** What a setting's painter works on, from far to near. */
export interface Stage {
  atmosphere: Atmosphere;
  /** Height of the horizon above the surface's far edge; see Painter for the unit. */
  horizon: number;
  /** What the prompt asks the backdrop's walls, sky or curtains to be; absent: their own. */
  accent?: Rgb;
  /** Whether round lights are wanted at all. */
  hasLights: boolean;
  /** Deterministic, 0 (inclusive) to 1 (exclusive); what the seed arranges. */
  random(): number;
  /** A random number between two. */
  between(low: number, high: number): number;
  /** A new layer in front of those before, `blur` times as far out of focus as the setting says. */
  layer(blur: number): Painter;
  /**
   * Fills a layer with what an HDR environment shows behind the scene, its mean brought to `level`; colours keep
   * `saturation` of theirs and are multiplied by `tint`.
   */
  environment(painter: Painter, options: { level: number; saturation?: number; tint?: Rgb }): void;
}

/** Paints what stands behind the surface. */
export type PaintScene = (stage: Stage) => void;
