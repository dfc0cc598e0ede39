import type { ScenePlan } from './scene-plan.ts';
import type { SceneWish } from './scene-wish.ts';

type Mood = NonNullable<SceneWish['mood']>;
type Time = NonNullable<SceneWish['time']>;

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
  [1.1, 1.05, 0.95],
  [0.5, 0.7, 1.2],
  [1.1, 0.36, 0.42],
];

/** How the time of day changes a plan. */
export function applyTime(plan: ScenePlan, time: Time): void {
  const outdoors = ['garden', 'forest', 'beach', 'sky', 'city'].includes(plan.name);
  if (time === 'morning') {
    plan.temperatureK = plan.temperatureK * 0.5 + 4700 * 0.5;
    plan.elevationDeg = Math.min(plan.elevationDeg, 32);
    plan.exposure *= 1.06;
  } else if (time === 'day') {
    plan.temperatureK = plan.temperatureK * 0.3 + 5500 * 0.7;
    plan.exposure *= 1.05;
  } else if (time === 'evening') {
    plan.temperatureK = Math.min(plan.temperatureK, 3300);
    plan.elevationDeg = Math.min(plan.elevationDeg, 30);
    plan.keyRatio *= 1.25;
    plan.exposure *= 0.92;
    plan.backdropLevel *= 0.8;
    if (plan.name === 'beach' || plan.name === 'sky') {
      plan.environment = 'sunset';
      plan.yawDeg = 42;
      plan.backdropTint = [1.15, 0.86, 0.66];
    } else if (outdoors) {
      plan.backdropTint = [
        plan.backdropTint[0] * 1.12,
        plan.backdropTint[1] * 0.9,
        plan.backdropTint[2] * 0.7,
      ];
    }
    plan.bokehCount = Math.max(plan.bokehCount, outdoors ? 12 : 40);
  } else {
    plan.temperatureK = plan.name === 'city' ? 4400 : Math.min(plan.temperatureK, 3000);
    plan.keyRatio *= 1.5;
    plan.exposure *= 0.66;
    plan.backdropLevel = 0.06;
    plan.backdropTint = plan.name === 'city' ? [0.85, 0.92, 1.2] : plan.backdropTint;
    plan.bokehCount = Math.max(plan.bokehCount, 56);
    plan.bokehLevel = Math.max(1, plan.bokehLevel);
    plan.vignette = 0.55;
    plan.productLevel *= 0.9;
    plan.gobo = 'none';
    if (outdoors && plan.name !== 'city') plan.environment = 'night';
  }
  plan.bokehPalette = plan.name === 'city' && time !== 'day' ? CITY_LIGHTS : WARM_LIGHTS;
}

const MOODS: Record<Mood, (plan: ScenePlan) => void> = {
  dark(plan) {
    plan.exposure *= 0.72;
    plan.keyRatio *= 1.35;
    plan.vignette += 0.15;
    plan.backdropLevel *= 0.4;
    plan.productLevel *= 0.92;
  },
  bright(plan) {
    plan.exposure *= 1.12;
    plan.keyRatio *= 0.85;
    plan.vignette *= 0.6;
    plan.backdropLevel = Math.max(0.6, plan.backdropLevel);
  },
  luxury(plan) {
    plan.exposure *= 0.84;
    plan.contrast += 0.06;
    plan.vignette += 0.1;
    plan.backdropLevel *= 0.6;
    plan.gloss *= 1.2;
  },
  cozy(plan) {
    plan.radiusDeg = Math.max(4, plan.radiusDeg);
    plan.backdropLevel *= 0.85;
    plan.bokehCount = Math.max(20, plan.bokehCount);
  },
  fresh(plan) {
    plan.exposure *= 1.08;
    plan.temperatureK = Math.max(5400, plan.temperatureK);
    plan.saturation *= 1.04;
    plan.vignette *= 0.6;
  },
  minimal(plan) {
    plan.bokehCount = 0;
    plan.vignette *= 0.7;
    plan.radiusDeg = Math.max(5, plan.radiusDeg);
  },
  romantic(plan) {
    plan.backdropTint = [
      plan.backdropTint[0] * 1.05,
      plan.backdropTint[1] * 0.9,
      plan.backdropTint[2] * 0.98,
    ];
    plan.bokehCount = Math.max(24, plan.bokehCount);
    plan.radiusDeg = Math.max(5, plan.radiusDeg);
    plan.bloom *= 1.6;
  },
  vintage(plan) {
    plan.saturation *= 0.86;
    plan.grain *= 1.8;
    plan.vignette += 0.12;
    plan.temperatureK *= 0.88;
  },
  rustic(plan) {
    plan.contrast += 0.02;
  },
  vivid(plan) {
    plan.saturation *= 1.14;
    plan.contrast += 0.05;
  },
  muted(plan) {
    plan.saturation *= 0.86;
    plan.keyRatio *= 0.85;
  },
};

export function applyMood(plan: ScenePlan, mood: Mood): void {
  MOODS[mood](plan);
}

export function applyBokeh(plan: ScenePlan): void {
  plan.bokehCount = Math.max(56, plan.bokehCount);
  plan.bokehLevel = Math.max(1, plan.bokehLevel);
  plan.backdropLevel = Math.min(0.3, plan.backdropLevel);
}
