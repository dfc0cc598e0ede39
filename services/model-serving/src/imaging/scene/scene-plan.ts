import type { PodiumName, PropName, SettingName, SurfaceName } from './scene-wish.ts';
import type { Setting } from './settings.ts';

/** Everything that the renderer takes from a prompt. Azimuths: 0 is behind the product, positive from the right. */
export interface ScenePlan extends Setting {
  name: SettingName;
  /** "#rrggbb" where the prompt names one for the surface or the backdrop. */
  surfaceColor?: string;
  backdropColor?: string;
  /** Absent: the seed chooses the side. */
  azimuthDeg?: number;
  saturation: number;
  contrast: number;
  grain: number;
  bloom: number;
  /** Largest blur of what is out of focus, as a share of the canvas' mean side. */
  blur: number;
  /** Strength of the contact and cast shadows, 0..1. */
  shadow: number;
  /** Mirror-like surface; 0 takes the material's own gloss away. */
  gloss: number;
  bokehPalette: Array<[number, number, number]>;
  view: 'top' | 'high' | 'low' | 'auto';
  /** Product level under this light relative to the photo. */
  productLevel: number;
  surface: SurfaceName;
  /** What the seed strews around the product. */
  props?: PropName[];
  podium?: PodiumName;
  wordsNotUnderstood: string[];
}
