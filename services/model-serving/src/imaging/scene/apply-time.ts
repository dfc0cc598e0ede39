import { mixRgb, type Rgb } from '../color/rgb.ts';
import type { EnvironmentName } from '../light/environment.ts';
import type { ScenePlan } from './scene-plan.ts';
import type { TimeName, WeatherName } from './scene-wish.ts';

interface TimeLight {
  /** Colour temperature of the key light outdoors, and in rooms, where lamps take over from the window. */
  outdoorK: number;
  indoorK: number;
  elevationDeg: number;
  /** Factors. */
  keyRatio: number;
  exposure: number;
  /** The sky's light outdoors; undefined: the setting's own. */
  environment?: EnvironmentName;
  yawDeg?: number;
  /** Tint of the light that is not the key light. */
  ambient: Rgb;
}

/** The light of each time of day: early and late it is low, warm and stands out; at night it is little and cold. */
const TIMES: Record<TimeName, TimeLight> = {
  morning: {
    outdoorK: 4500,
    indoorK: 4700,
    elevationDeg: 30,
    keyRatio: 1.1,
    exposure: 1.03,
    ambient: [1, 1, 1.02],
  },
  noon: {
    outdoorK: 5400,
    indoorK: 5000,
    elevationDeg: 54,
    keyRatio: 1.05,
    exposure: 1.05,
    ambient: [1, 1, 1],
  },
  'golden hour': {
    outdoorK: 2800,
    indoorK: 3000,
    elevationDeg: 18,
    keyRatio: 1.3,
    exposure: 0.9,
    environment: 'sunset',
    yawDeg: 42,
    ambient: [1.1, 0.97, 0.88],
  },
  evening: {
    outdoorK: 2500,
    indoorK: 3200,
    elevationDeg: 30,
    keyRatio: 1.2,
    exposure: 0.76,
    environment: 'sunset',
    yawDeg: 42,
    ambient: [1.12, 0.92, 0.98],
  },
  'blue hour': {
    outdoorK: 8500,
    indoorK: 3300,
    elevationDeg: 40,
    keyRatio: 0.8,
    exposure: 0.47,
    environment: 'night',
    ambient: [0.72, 0.95, 1.4],
  },
  night: {
    outdoorK: 7600,
    indoorK: 3000,
    elevationDeg: 40,
    keyRatio: 1.4,
    exposure: 0.35,
    environment: 'night',
    ambient: [0.7, 0.95, 1.45],
  },
};

/** Brings a plan to the time of day that the prompt names. */
export function applyTime(plan: ScenePlan, time: TimeName): void {
  const light = TIMES[time];
  const isOutdoors = plan.isOutdoors || plan.backdrop === 'wall';
  const isNight = time === 'night' || time === 'blue hour';
  plan.time = time;
  const isLit = plan.name === 'city' || plan.backdrop === 'wall';
  const outdoorK = isLit && isNight ? 4300 : light.outdoorK;
  plan.temperatureK = plan.temperatureK * 0.25 + (isOutdoors ? outdoorK : light.indoorK) * 0.75;
  plan.elevationDeg = plan.elevationDeg * 0.3 + light.elevationDeg * 0.7;
  plan.keyRatio *= light.keyRatio;
  if (isNight) {
    // A place that is dark by itself has its exposure set for that; rooms and streets have lamps.
    const level = isOutdoors && !isLit ? light.exposure : light.exposure * 0.5 + 0.39;
    plan.exposure = Math.min(plan.exposure, level);
    if (plan.isOutdoors) plan.bokehLevel *= 1.3;
  } else plan.exposure *= light.exposure;
  plan.ambientTint = isOutdoors && !isLit ? light.ambient : mixRgb([1, 1, 1], light.ambient, 0.3);
  if (plan.isOutdoors && light.environment !== undefined) {
    plan.environment = light.environment;
    plan.yawDeg = light.yawDeg ?? plan.yawDeg;
  }
  if (isNight) {
    plan.vignette = Math.max(plan.vignette, 0.46);
    plan.productLevel *= 0.92;
    // No sun comes in.
    plan.gobo = 'none';
    plan.radiusDeg = Math.max(4, plan.radiusDeg);
    plan.bokehPalette = plan.name === 'city' ? CITY_LIGHTS : WARM_LIGHTS;
  }
}

/** What of the sun the weather lets through. */
export function applyWeather(plan: ScenePlan, weather: WeatherName): void {
  plan.weather = weather;
  if (weather === 'clear') {
    plan.keyRatio *= 1.15;
    return;
  }
  if (plan.gobo === 'window') {
    plan.gobo = 'none';
    plan.radiusDeg = Math.max(7, plan.radiusDeg);
    plan.keyRatio *= 0.7;
  }
  if (!plan.isOutdoors) return;
  plan.radiusDeg = Math.max(9, plan.radiusDeg);
  plan.keyRatio *= 0.5;
  plan.gobo = 'none';
  plan.temperatureK = plan.temperatureK * 0.5 + 3100;
  if (weather === 'rain') {
    plan.exposure *= 0.86;
    plan.saturation *= 0.92;
  }
  if (weather === 'fog') plan.contrast -= 0.05;
}

/** Out-of-focus lights of a warm room, and of a scene that asks for none in particular. */
export const WARM_LIGHTS: ScenePlan['bokehPalette'] = [
  [1.3, 0.72, 0.28],
  [1.2, 0.85, 0.45],
  [1, 0.5, 0.18],
  [1.2, 0.95, 0.7],
];
const CITY_LIGHTS: ScenePlan['bokehPalette'] = [
  [1.2, 0.78, 0.42],
  [1.2, 0.95, 0.7],
  [1.1, 0.62, 0.3],
  [0.5, 0.7, 1.2],
  [1.1, 0.36, 0.42],
];
