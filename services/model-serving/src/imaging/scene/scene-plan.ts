import type { Rgb } from '../color/rgb.ts';
import type { MoodName, PodiumName, PropName, SettingName, SurfaceName } from './scene-wish.ts';
import type { Setting } from './setting.ts';

/** Everything that the renderer takes from a prompt. Azimuths: 0 is behind the product, positive from the right. */
export interface ScenePlan extends Setting {
  name: SettingName;
  /** "#rrggbb" where the prompt names one for the surface or the backdrop. */
  surfaceColor?: string;
  backdropColor?: string;
  /** Where a backdrop runs from one colour into another: the one at the top. */
  backdropTopColor?: string;
  mood?: MoodName;
  /** Strength of a pool of light on a plain backdrop, 0..1. */
  spot: number;
  /** Tint of the light that is not the key light. */
  ambientTint: Rgb;
  /** Absent: the seed chooses the side. */
  azimuthDeg?: number;
  saturation: number;
  contrast: number;
  grain: number;
  bloom: number;
  /** Factor on the blur of what is out of focus, the prompt's depth of field; 0: all is sharp. */
  depthOfField: number;
  /** Strength of the contact and cast shadows, 0..1. */
  shadow: number;
  /** Mirror-like surface; 0 takes the material's own gloss away. */
  gloss: number;
  bokehPalette: readonly Rgb[];
  view: 'top' | 'high' | 'low' | 'auto';
  /** Product level under this light relative to the photo. */
  productLevel: number;
  surface: SurfaceName;
  /** What the seed strews around the product. */
  props: PropName[];
  podium?: PodiumName;
  wordsNotUnderstood: string[];
}
