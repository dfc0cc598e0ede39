import { hexToLinear, luminance } from '../color/srgb.ts';
import { applyBokeh, applyMood } from './adjust-light.ts';
import { applyTime, applyWeather, WARM_LIGHTS } from './apply-time.ts';
import { applyUnwanted } from './apply-unwanted.ts';
import { chooseSetting } from './choose-setting.ts';
import { NEON_NIGHT } from './neon-night.ts';
import { readWords } from './read-words.ts';
import { resolveColors, TINTABLE, WOODS } from './resolve-colors.ts';
import type { ScenePlan } from './scene-plan.ts';
import type { PropName, SceneWish, SettingName, SurfaceName } from './scene-wish.ts';
import { SETTINGS } from './settings.ts';

const FALLBACK_SURFACES: SurfaceName[] = ['oak', 'concrete', 'linen', 'paper'];
const PLAIN: SurfaceName[] = ['paper', 'acrylic'];
/** More kinds would crowd the product. */
const MOST_PROPS = 3;

/** Reads prompt and negative prompt (Korean or English, possibly empty) into a scene. Never fails. */
export function planScene(prompt: string, negativePrompt: string): ScenePlan {
  const read = readWords(prompt);
  const unwanted = [...read.negated, ...readWords(negativePrompt).wishes];
  const wishes = read.wishes.filter((wish) => !unwanted.some((no) => sameIdea(wish, no)));
  const plan = basePlan(wishes, unwanted);
  const isFrozen = plan.surface === 'snow' || plan.surface === 'ice';
  plan.season =
    wishes.find(({ season }) => season !== undefined)?.season ??
    plan.season ??
    (isFrozen ? 'winter' : undefined);
  const times = wishes.flatMap(({ time }) => (time === undefined ? [] : [time]));
  if (times.length > 0) applyTime(plan, times[0]);
  if (isDarkSweep(plan)) plan.spot = 1;
  for (const wish of wishes) applyWish(plan, wish);
  for (const no of unwanted) applyUnwanted(plan, no);
  plan.exposure = limit(plan.exposure, 0.3, 1.5);
  plan.keyRatio = limit(plan.keyRatio, 0.3, 6);
  plan.temperatureK = limit(plan.temperatureK, 1800, 12_000);
  plan.vignette = limit(plan.vignette, 0, 0.7);
  plan.wordsNotUnderstood = read.notUnderstood;
  return plan;
}

function basePlan(wishes: SceneWish[], unwanted: SceneWish[]): ScenePlan {
  const choice = resolveColors(wishes);
  const place: SettingName = chooseSetting(wishes, choice, unwanted);
  const isNeon = place === 'brick-wall' && wishes.some(isOfNeon) && !wishes.some(isOfDaylight);
  const own = {
    ...SETTINGS[place],
    ...(isNeon ? NEON_NIGHT : undefined),
    // White stone would be the brightest thing of a dark room.
    ...(place === 'window' && wishes.some(({ time }) => time === 'night')
      ? { surface: 'walnut' as const }
      : undefined),
  };
  const isWet = SETTINGS[place].isOutdoors && wishes.some(({ weather }) => weather === 'rain');
  const preferred =
    (choice.anyWood && choice.surface === 'oak' && WOODS.includes(own.surface)
      ? own.surface
      : choice.surface) ??
    (choice.surfaceColor !== undefined ? colouredSurface(own.surface) : isWet ? 'wet slate' : own.surface);
  const surface = isUnwanted(preferred, unwanted)
    ? ([own.surface, ...FALLBACK_SURFACES].find((other) => !isUnwanted(other, unwanted)) ?? 'paper')
    : preferred;
  const isPlain = choice.backdropColor !== undefined && PLAIN.includes(surface) && place === 'rustic';
  const backdrop = isPlain ? 'sweep' : own.backdrop;
  return {
    ...own,
    name: place,
    surface,
    surfaceColor: TINTABLE.includes(surface)
      ? (choice.surfaceColor ?? (backdrop === 'sweep' ? choice.backdropColor : undefined))
      : undefined,
    backdropColor: choice.backdropColor,
    backdropTopColor: backdrop === 'sweep' ? choice.backdropTopColor : undefined,
    backdrop,
    // The tone curve pales plain colours, which here are the picture.
    saturation: backdrop === 'sweep' ? 1.22 : 1.05,
    contrast: 1,
    grain: 0.012,
    bloom: 0.06,
    depthOfField: 1,
    spot: 0.35,
    ambientTint: [1, 1, 1],
    shadow: 1,
    gloss: 1,
    bokehPalette: WARM_LIGHTS,
    view: 'auto',
    productLevel: 1,
    props: propsOf(wishes),
    wordsNotUnderstood: [],
  };
}

function isOfNeon({ neon, time, mood }: SceneWish): boolean {
  return neon === true || time === 'night' || time === 'blue hour' || time === 'evening' || mood === 'dark';
}

/** Whether a word makes tubes of coloured light out of place. */
function isOfDaylight({ time, mood, softness }: SceneWish): boolean {
  return (
    time === 'morning' ||
    time === 'noon' ||
    time === 'golden hour' ||
    mood === 'bright' ||
    softness !== undefined
  );
}

function propsOf(wishes: SceneWish[]): PropName[] {
  const named = wishes.flatMap(({ prop }) => (prop === undefined ? [] : [prop]));
  return [...new Set(named)].slice(0, MOST_PROPS);
}

function colouredSurface(own: SurfaceName): SurfaceName {
  return TINTABLE.includes(own) ? own : WOODS.includes(own) ? 'painted wood' : 'paper';
}

function applyWish(plan: ScenePlan, wish: SceneWish): void {
  if (wish.weather !== undefined) applyWeather(plan, wish.weather);
  if (wish.mood !== undefined) {
    plan.mood ??= wish.mood;
    applyMood(plan, wish.mood);
  }
  if (wish.bokeh) applyBokeh(plan);
  if (wish.temperatureK !== undefined)
    plan.temperatureK = plan.temperatureK * 0.35 + wish.temperatureK * 0.65;
  if (wish.azimuthDeg !== undefined) plan.azimuthDeg = wish.azimuthDeg;
  if (wish.elevationDeg !== undefined) plan.elevationDeg = wish.elevationDeg;
  if (wish.gobo !== undefined) plan.gobo = wish.gobo;
  if (wish.view !== undefined) plan.view = wish.view;
  if (wish.podium !== undefined) plan.podium = wish.podium;
  if (wish.spot) plan.spot = 1;
  if (wish.neon) plan.neon ??= NEON_NIGHT.neon;
  if (wish.focus !== undefined) plan.depthOfField = wish.focus === 'deep' ? 0.3 : 1.45;
  if (wish.glossy) plan.gloss *= 1.6;
  if (wish.softness === 'soft') {
    plan.radiusDeg = Math.max(9, plan.radiusDeg);
    plan.keyRatio *= 0.75;
  } else if (wish.softness === 'hard') {
    plan.radiusDeg = Math.min(1.5, plan.radiusDeg);
    plan.keyRatio *= 1.3;
  }
}

/** Black paper without a pool of light would leave the copy before nothing. */
function isDarkSweep({ backdrop, backdropColor }: ScenePlan): boolean {
  return (
    backdrop === 'sweep' && backdropColor !== undefined && luminance(...hexToLinear(backdropColor)) < 0.03
  );
}

function isUnwanted(surface: SurfaceName, unwanted: SceneWish[]): boolean {
  return unwanted.some((no) => no.surface === surface || (no.anyWood && WOODS.includes(surface)));
}

/** Whether a wish is what a negative prompt names. */
function sameIdea(wish: SceneWish, no: SceneWish): boolean {
  return Object.entries(no).some(
    ([key, value]) => key !== 'nothing' && key !== 'backdrop' && wish[key as keyof SceneWish] === value,
  );
}

function limit(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
