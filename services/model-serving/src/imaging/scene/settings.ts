import type { Rgb } from '../color/rgb.ts';
import type { EnvironmentName } from '../light/environment.ts';
import type { GoboName, SeasonName, SettingName, SurfaceName, TimeName, WeatherName } from './scene-wish.ts';

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

const INDOOR: Setting = {
  environment: 'apartment',
  yawDeg: 0,
  surface: 'oak',
  temperatureK: 4500,
  keyRatio: 1.8,
  gobo: 'none',
  keyFrom: 'behind',
  backdrop: 'scenery',
  wall: 'plaster',
  isOutdoors: false,
  time: 'noon',
  backdropLevel: 1,
  backdropTint: [1, 1, 1],
  bokehCount: 0,
  bokehLevel: 1,
  blur: 0.02,
  vignette: 0.35,
  radiusDeg: 4,
  elevationDeg: 40,
  exposure: 1,
};

const setting = (own: Partial<Setting>): Setting => ({ ...INDOOR, ...own });
const outdoors = (own: Partial<Setting>): Setting =>
  setting({ isOutdoors: true, radiusDeg: 2, vignette: 0.26, keyRatio: 2.2, temperatureK: 5200, ...own });

export const SETTINGS: Record<SettingName, Setting> = {
  cafe: setting({
    environment: 'esplanade',
    yawDeg: 150,
    surface: 'walnut',
    temperatureK: 3500,
    keyRatio: 2.4,
    time: 'evening',
    vignette: 0.45,
    blur: 0.022,
  }),
  restaurant: setting({
    environment: 'esplanade',
    yawDeg: 95,
    surface: 'linen',
    temperatureK: 3600,
    keyRatio: 2,
    time: 'evening',
    vignette: 0.42,
    blur: 0.02,
  }),
  bar: setting({
    environment: 'esplanade',
    yawDeg: 10,
    surface: 'dark wood',
    temperatureK: 3200,
    keyRatio: 2.8,
    time: 'night',
    exposure: 0.88,
    vignette: 0.5,
    blur: 0.02,
  }),
  studio: setting({
    environment: 'studio',
    surface: 'paper',
    temperatureK: 5600,
    keyRatio: 1.3,
    radiusDeg: 8,
    elevationDeg: 44,
    backdrop: 'sweep',
    exposure: 0.96,
    vignette: 0.22,
  }),
  window: setting({
    yawDeg: 47,
    surface: 'marble',
    temperatureK: 4300,
    keyRatio: 2.3,
    radiusDeg: 1.6,
    elevationDeg: 36,
    gobo: 'window',
    time: 'morning',
    exposure: 1.2,
    vignette: 0.25,
    blur: 0.018,
  }),
  kitchen: setting({
    yawDeg: -150,
    surface: 'marble',
    temperatureK: 5000,
    keyRatio: 1.5,
    time: 'morning',
    exposure: 1.1,
    vignette: 0.22,
    blur: 0.021,
  }),
  bathroom: setting({
    yawDeg: 150,
    surface: 'marble',
    temperatureK: 5800,
    keyRatio: 1.2,
    radiusDeg: 6,
    exposure: 1.08,
    vignette: 0.2,
    blur: 0.019,
  }),
  'living-room': setting({ yawDeg: 50, temperatureK: 4300, time: 'morning', vignette: 0.32, blur: 0.018 }),
  office: setting({
    environment: 'lobby',
    yawDeg: 60,
    temperatureK: 5200,
    keyRatio: 1.5,
    vignette: 0.3,
    blur: 0.021,
  }),
  library: setting({
    environment: 'hall',
    surface: 'walnut',
    temperatureK: 3600,
    keyRatio: 2.2,
    time: 'evening',
    vignette: 0.42,
    blur: 0.014,
  }),
  workshop: setting({
    environment: 'warehouse',
    yawDeg: 30,
    surface: 'concrete',
    temperatureK: 4800,
    vignette: 0.4,
    blur: 0.018,
  }),
  rustic: setting({
    environment: 'forest',
    yawDeg: -20,
    surface: 'pine',
    temperatureK: 4100,
    keyRatio: 2.1,
    radiusDeg: 3,
    time: 'morning',
    vignette: 0.4,
    blur: 0.018,
    exposure: 1.03,
  }),
  hanok: setting({
    environment: 'apartment',
    yawDeg: 50,
    surface: 'walnut',
    temperatureK: 4300,
    keyRatio: 2,
    radiusDeg: 3,
    time: 'morning',
    vignette: 0.34,
    blur: 0.014,
  }),
  luxury: setting({
    environment: 'studio',
    surface: 'black marble',
    temperatureK: 4300,
    keyRatio: 2.4,
    radiusDeg: 5,
    time: 'night',
    exposure: 0.9,
    vignette: 0.45,
    blur: 0.02,
  }),
  'brick-wall': setting({
    environment: 'night',
    surface: 'wet slate',
    temperatureK: 4400,
    keyRatio: 1.6,
    keyFrom: 'front',
    backdrop: 'wall',
    wall: 'brick',
    neon: [
      [1, 0.12, 0.42],
      [0.08, 0.55, 1],
    ],
    time: 'night',
    exposure: 0.85,
    vignette: 0.45,
  }),
  'plaster-wall': setting({
    surface: 'plaster',
    yawDeg: 47,
    temperatureK: 4700,
    keyRatio: 2.2,
    radiusDeg: 1.8,
    elevationDeg: 38,
    gobo: 'leaves',
    keyFrom: 'front',
    backdrop: 'wall',
    wall: 'plaster',
    vignette: 0.24,
    exposure: 1.04,
  }),
  garden: outdoors({
    environment: 'forest',
    yawDeg: 90,
    temperatureK: 4700,
    gobo: 'leaves',
    time: 'morning',
    blur: 0.026,
    vignette: 0.3,
  }),
  forest: outdoors({
    environment: 'forest',
    yawDeg: -20,
    surface: 'moss',
    temperatureK: 5000,
    gobo: 'leaves',
    time: 'morning',
    blur: 0.024,
    vignette: 0.38,
  }),
  'autumn-park': outdoors({
    environment: 'park',
    surface: 'oak',
    temperatureK: 4000,
    elevationDeg: 28,
    time: 'golden hour',
    season: 'autumn',
    blur: 0.024,
    vignette: 0.34,
  }),
  'cherry-blossom': outdoors({
    environment: 'park',
    surface: 'white wood',
    temperatureK: 5600,
    keyRatio: 1.7,
    radiusDeg: 3,
    season: 'spring',
    blur: 0.02,
    exposure: 1.03,
    vignette: 0.18,
  }),
  beach: outdoors({
    environment: 'sky',
    surface: 'sand',
    keyRatio: 2.6,
    elevationDeg: 38,
    season: 'summer',
    blur: 0.013,
    vignette: 0.22,
  }),
  sky: outdoors({
    environment: 'sky',
    surface: 'paper',
    temperatureK: 5800,
    keyRatio: 1.9,
    radiusDeg: 3,
    blur: 0.011,
    vignette: 0.18,
  }),
  mountains: outdoors({
    environment: 'sky',
    surface: 'slate',
    temperatureK: 5900,
    blur: 0.011,
    vignette: 0.24,
  }),
  city: outdoors({
    environment: 'city',
    yawDeg: 45,
    surface: 'slate',
    temperatureK: 4600,
    keyRatio: 1.7,
    radiusDeg: 4,
    time: 'blue hour',
    blur: 0.022,
    exposure: 0.9,
    vignette: 0.4,
  }),
  christmas: setting({
    environment: 'esplanade',
    yawDeg: 120,
    surface: 'dark wood',
    temperatureK: 3300,
    keyRatio: 2.2,
    time: 'night',
    season: 'winter',
    vignette: 0.42,
    blur: 0.022,
  }),
  party: setting({
    environment: 'studio',
    surface: 'paper',
    temperatureK: 5000,
    keyRatio: 1.4,
    radiusDeg: 6,
    exposure: 1,
    vignette: 0.2,
    blur: 0.015,
  }),
};
