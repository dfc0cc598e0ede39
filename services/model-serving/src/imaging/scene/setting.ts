import type { Rgb } from '../color/rgb.ts';
import type { EnvironmentName } from '../light/environment.ts';
import type { GoboName, SeasonName, SurfaceName, TimeName, WeatherName } from './scene-wish.ts';

export type WallName = 'brick' | 'plaster';

/** What a setting looks like before the prompt's other words change it. */
export interface Setting {
  /** Where the light comes from that is not the key light; outdoors it follows the time of day. */
  environment: EnvironmentName;
  /** Azimuth of the environment that stands behind the product. */
  yawDeg: number;
  surface: SurfaceName;
  temperatureK: number;
  /** Irradiance of the key light over that of everything else. */
  keyRatio: number;
  elevationDeg: number;
  radiusDeg: number;
  /** Whether the key light stands behind the product, as table-tops want it, or before it, as walls do. */
  keyFrom: 'behind' | 'front';
  exposure: number;
  gobo: GoboName;
  /** 'scenery': what lies behind is seen out of focus; 'sweep': the surface's paper rises; 'wall': a wall stands there. */
  backdrop: 'scenery' | 'sweep' | 'wall';
  wall: WallName;
  /** Light of coloured tubes out of the picture on wall, surface and product, from left and right. */
  neon?: readonly [Rgb, Rgb];
  isOutdoors: boolean;
  time: TimeName;
  season?: SeasonName;
  weather?: WeatherName;
  /** Factors on the backdrop's brightness and colour. */
  backdropLevel: number;
  backdropTint: Rgb;
  /** Factor on the round lights out of focus, and how many are added to the setting's own in a square picture. */
  bokehLevel: number;
  bokehCount: number;
  /** Radius of the blur of what lies behind, as a share of the canvas' mean side. */
  blur: number;
  vignette: number;
}
