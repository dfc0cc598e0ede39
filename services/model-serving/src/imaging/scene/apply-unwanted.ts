import type { ScenePlan } from './scene-plan.ts';
import type { SceneWish } from './scene-wish.ts';

/** Takes out of a plan what a negative prompt names. */
export function applyUnwanted(plan: ScenePlan, no: SceneWish): void {
  if (no.bokeh) {
    plan.bokehCount = 0;
    plan.bokehLevel = 0;
  }
  if (no.gobo !== undefined && plan.gobo === no.gobo) plan.gobo = 'none';
  if (no.prop !== undefined) plan.props = plan.props.filter((prop) => prop !== no.prop);
  if (no.anyProp) plan.props = [];
  if (no.podium !== undefined) plan.podium = undefined;
  if (no.neon) plan.neon = undefined;
  if (no.spot) plan.spot = 0;
  if (no.season !== undefined && plan.season === no.season) plan.season = undefined;
  if (no.weather !== undefined && plan.weather === no.weather) plan.weather = undefined;
  if (no.mood === 'dark') plan.exposure = Math.max(1.1, plan.exposure);
  if (no.mood === 'bright') plan.exposure = Math.min(0.8, plan.exposure);
  if (no.mood === 'vivid') plan.saturation *= 0.85;
  if (no.temperatureK !== undefined)
    plan.temperatureK =
      no.temperatureK < 5000 ? Math.max(5600, plan.temperatureK) : Math.min(4600, plan.temperatureK);
  if (no.glossy || no.effect === 'reflection') plan.gloss = 0;
  if (no.softness === 'hard') plan.radiusDeg = Math.max(9, plan.radiusDeg);
  if (no.effect === 'shadow') {
    plan.shadow = 0.35;
    plan.radiusDeg = 12;
    plan.gobo = 'none';
  }
  if (no.effect === 'blur' && no.isFault !== true) plan.depthOfField *= 0.25;
  if (no.effect === 'grain') plan.grain = 0;
  if (no.effect === 'vignette') plan.vignette = 0;
  if (no.color !== undefined) {
    if (plan.surfaceColor === no.color) plan.surfaceColor = undefined;
    if (plan.backdropColor === no.color) plan.backdropColor = undefined;
  }
}
