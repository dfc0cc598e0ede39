import type { EnvironmentName } from '../light/environment.ts';
import type { GoboName, SettingName, SurfaceName } from './scene-wish.ts';

export type Rgb = [number, number, number];

/** What a setting looks like before the prompt's other words change it. */
export interface Setting {
  environment: EnvironmentName;
  /** Azimuth of the environment that stands behind the product. */
  yawDeg: number;
  /** How high above the environment's horizon the backdrop looks. */
  backdropElevationDeg: number;
  surface: SurfaceName;
  temperatureK: number;
  /** Irradiance of the key light over that of everything else. */
  keyRatio: number;
  elevationDeg: number;
  radiusDeg: number;
  exposure: number;
  gobo: GoboName;
  /** 'environment': what lies behind is seen out of focus; 'sweep': the surface's paper rises into a backdrop. */
  backdrop: 'environment' | 'sweep';
  /** Mean luminance of the backdrop; 1 is a white surface in full light. */
  backdropLevel: number;
  backdropTint: Rgb;
  /** Round lights out of focus: how many in a square picture, and how bright. */
  bokehCount: number;
  bokehLevel: number;
  vignette: number;
}

const INDOOR = {
  gobo: 'none',
  backdrop: 'environment',
  backdropTint: [1, 1, 1],
  bokehCount: 0,
  bokehLevel: 1,
  vignette: 0.35,
  backdropElevationDeg: 4,
  radiusDeg: 4,
  elevationDeg: 40,
  exposure: 1,
} as const;

type Partly = Omit<Setting, keyof typeof INDOOR> & Partial<Setting>;

const setting = (own: Partly): Setting => ({
  ...INDOOR,
  ...own,
  backdropTint: own.backdropTint ?? [1, 1, 1],
});

export const SETTINGS: Record<SettingName, Setting> = {
  cafe: setting({
    environment: 'esplanade',
    yawDeg: 150,
    surface: 'walnut',
    temperatureK: 3500,
    keyRatio: 2.4,
    backdropLevel: 0.16,
    backdropTint: [1.06, 0.78, 0.46],
    bokehCount: 46,
    exposure: 1,
    vignette: 0.5,
  }),
  restaurant: setting({
    environment: 'esplanade',
    yawDeg: 95,
    surface: 'linen',
    temperatureK: 3600,
    keyRatio: 2,
    backdropLevel: 0.16,
    backdropTint: [1.05, 0.8, 0.55],
    bokehCount: 40,
    vignette: 0.45,
  }),
  bar: setting({
    environment: 'esplanade',
    yawDeg: 10,
    surface: 'dark wood',
    temperatureK: 3200,
    keyRatio: 2.8,
    backdropLevel: 0.09,
    backdropTint: [1.1, 0.72, 0.5],
    bokehCount: 60,
    exposure: 0.85,
    vignette: 0.55,
  }),
  studio: setting({
    environment: 'studio',
    yawDeg: 0,
    surface: 'paper',
    temperatureK: 5600,
    keyRatio: 1.3,
    radiusDeg: 8,
    elevationDeg: 44,
    backdrop: 'sweep',
    backdropLevel: 0.8,
    exposure: 0.96,
    vignette: 0.22,
  }),
  window: setting({
    environment: 'apartment',
    yawDeg: 47,
    surface: 'marble',
    temperatureK: 4300,
    keyRatio: 2.3,
    radiusDeg: 1.6,
    elevationDeg: 36,
    gobo: 'window',
    backdropLevel: 0.55,
    exposure: 1.3,
    vignette: 0.25,
  }),
  kitchen: setting({
    environment: 'apartment',
    yawDeg: -150,
    surface: 'marble',
    temperatureK: 5000,
    keyRatio: 1.5,
    radiusDeg: 5,
    backdropLevel: 0.5,
    exposure: 1.14,
    vignette: 0.25,
  }),
  bathroom: setting({
    environment: 'apartment',
    yawDeg: 150,
    surface: 'marble',
    temperatureK: 5800,
    keyRatio: 1.2,
    radiusDeg: 6,
    backdropLevel: 0.6,
    exposure: 1.16,
    vignette: 0.2,
    backdropTint: [0.95, 1, 1.06],
  }),
  'living-room': setting({
    environment: 'apartment',
    yawDeg: 50,
    surface: 'oak',
    temperatureK: 4300,
    keyRatio: 1.8,
    backdropLevel: 0.32,
    vignette: 0.35,
  }),
  office: setting({
    environment: 'lobby',
    yawDeg: 60,
    surface: 'oak',
    temperatureK: 5200,
    keyRatio: 1.5,
    backdropLevel: 0.4,
    vignette: 0.3,
  }),
  garden: setting({
    environment: 'forest',
    yawDeg: 90,
    surface: 'oak',
    temperatureK: 4600,
    keyRatio: 2.2,
    radiusDeg: 2.5,
    gobo: 'leaves',
    backdropLevel: 0.5,
    backdropElevationDeg: 5,
    backdropTint: [1, 1.06, 0.72],
    bokehCount: 16,
    bokehLevel: 0.5,
    exposure: 1,
    vignette: 0.3,
  }),
  forest: setting({
    environment: 'forest',
    yawDeg: -20,
    surface: 'pine',
    temperatureK: 5100,
    keyRatio: 1.9,
    radiusDeg: 2.5,
    gobo: 'leaves',
    backdropLevel: 0.26,
    backdropElevationDeg: 5,
    backdropTint: [0.97, 1.04, 0.8],
    bokehCount: 26,
    bokehLevel: 0.4,
    vignette: 0.4,
  }),
  beach: setting({
    environment: 'sky',
    yawDeg: 0,
    surface: 'sand',
    temperatureK: 5000,
    keyRatio: 2.4,
    radiusDeg: 1.8,
    elevationDeg: 32,
    backdropLevel: 0.7,
    backdropElevationDeg: 1,
    exposure: 0.98,
    vignette: 0.25,
    backdropTint: [1, 1, 1.04],
  }),
  sky: setting({
    environment: 'sky',
    yawDeg: 0,
    surface: 'paper',
    temperatureK: 6200,
    keyRatio: 1.8,
    radiusDeg: 3,
    backdropLevel: 0.75,
    backdropElevationDeg: 16,
    exposure: 0.95,
    vignette: 0.2,
  }),
  city: setting({
    environment: 'city',
    yawDeg: 45,
    surface: 'slate',
    temperatureK: 5200,
    keyRatio: 1.7,
    backdropLevel: 0.32,
    backdropElevationDeg: 5,
    bokehCount: 20,
    vignette: 0.4,
  }),
  workshop: setting({
    environment: 'warehouse',
    yawDeg: 30,
    surface: 'concrete',
    temperatureK: 4800,
    keyRatio: 1.8,
    backdropLevel: 0.28,
    vignette: 0.4,
  }),
  rustic: setting({
    environment: 'forest',
    yawDeg: -20,
    surface: 'pine',
    temperatureK: 4100,
    keyRatio: 2.1,
    radiusDeg: 3,
    backdropLevel: 0.2,
    backdropTint: [1.16, 0.94, 0.56],
    bokehCount: 18,
    bokehLevel: 0.6,
    vignette: 0.42,
    backdropElevationDeg: 5,
    exposure: 1.04,
  }),
};
