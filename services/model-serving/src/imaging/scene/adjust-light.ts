import type { ScenePlan } from './scene-plan.ts';
import type { SceneWish } from './scene-wish.ts';

type Mood = NonNullable<SceneWish['mood']>;

const MOODS: Record<Mood, (plan: ScenePlan) => void> = {
  dark(plan) {
    plan.exposure *= 0.72;
    plan.keyRatio *= 1.35;
    plan.vignette += 0.15;
    plan.backdropLevel *= 0.62;
    plan.productLevel *= 0.92;
  },
  bright(plan) {
    plan.exposure *= 1.12;
    plan.keyRatio *= 0.85;
    plan.vignette *= 0.6;
    plan.backdropLevel *= 1.12;
  },
  luxury(plan) {
    plan.exposure *= 0.84;
    plan.contrast += 0.06;
    plan.vignette += 0.1;
    plan.backdropLevel *= 0.85;
    plan.gloss *= 1.2;
  },
  cozy(plan) {
    plan.radiusDeg = Math.max(4, plan.radiusDeg);
    plan.backdropLevel *= 0.85;
    plan.bokehLevel *= 1.1;
  },
  fresh(plan) {
    plan.exposure *= 1.08;
    plan.temperatureK = Math.max(5400, plan.temperatureK);
    plan.saturation *= 1.04;
    plan.vignette *= 0.6;
  },
  minimal(plan) {
    plan.bokehLevel *= 0.5;
    plan.vignette *= 0.7;
    plan.radiusDeg = Math.max(5, plan.radiusDeg);
  },
  romantic(plan) {
    plan.backdropTint = [
      plan.backdropTint[0] * 1.05,
      plan.backdropTint[1] * 0.9,
      plan.backdropTint[2] * 0.98,
    ];
    plan.bokehCount = Math.max(14, plan.bokehCount);
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

/** More round lights than the setting has by itself. */
export function applyBokeh(plan: ScenePlan): void {
  plan.bokehCount = Math.max(34, plan.bokehCount);
  plan.bokehLevel = Math.max(1, plan.bokehLevel);
  plan.blur = Math.max(0.022, plan.blur);
}
