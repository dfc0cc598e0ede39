import { applyBokeh, applyMood, applyTime, WARM_LIGHTS } from './adjust-light.ts';
import { readWords } from './read-words.ts';
import { resolveSurface, TINTABLE, WOODS } from './resolve-surface.ts';
import type { ScenePlan } from './scene-plan.ts';
import type { SceneWish, SettingName, SurfaceName } from './scene-wish.ts';
import { SETTINGS } from './settings.ts';

/** What a prompt without any usable word gives. */
const DEFAULT_SETTING: SettingName = 'rustic';
const FALLBACK_SETTINGS: SettingName[] = ['rustic', 'studio', 'kitchen'];
const FALLBACK_SURFACES: SurfaceName[] = ['oak', 'concrete', 'linen', 'paper'];
const PLAIN: SurfaceName[] = ['paper', 'acrylic'];

/** Reads prompt and negative prompt (Korean or English, possibly empty) into a scene. Never fails. */
export function planScene(prompt: string, negativePrompt: string): ScenePlan {
  const read = readWords(prompt);
  const unwanted = readWords(negativePrompt).wishes;
  const wishes = read.wishes.filter((wish) => !unwanted.some((no) => sameIdea(wish, no)));
  const plan = basePlan(wishes, unwanted);
  for (const { time } of wishes) if (time !== undefined) applyTime(plan, time);
  for (const wish of wishes) applyWish(plan, wish);
  for (const no of unwanted) applyUnwanted(plan, no);
  plan.exposure = limit(plan.exposure, 0.4, 1.5);
  plan.keyRatio = limit(plan.keyRatio, 0.3, 6);
  plan.temperatureK = limit(plan.temperatureK, 1800, 12_000);
  plan.vignette = limit(plan.vignette, 0, 0.7);
  plan.wordsNotUnderstood = read.notUnderstood;
  return plan;
}

function basePlan(wishes: SceneWish[], unwanted: SceneWish[]): ScenePlan {
  const avoided = (name: SettingName) => unwanted.some((no) => no.setting === name);
  const choice = resolveSurface(wishes);
  const name =
    wishes.find(({ setting }) => setting !== undefined && setting !== DEFAULT_SETTING)?.setting ??
    wishes.find(({ setting }) => setting !== undefined)?.setting ??
    settingOfSurface(choice.surface, choice.backdropColor) ??
    (wishes.some(({ mood }) => mood === 'minimal') ? 'studio' : DEFAULT_SETTING);
  const place = avoided(name) ? (FALLBACK_SETTINGS.find((other) => !avoided(other)) ?? 'studio') : name;
  const own = SETTINGS[place];
  const preferred =
    choice.surface ?? (choice.surfaceColor !== undefined ? colouredSurface(own.surface) : own.surface);
  const surface = isUnwanted(preferred, unwanted)
    ? ([own.surface, ...FALLBACK_SURFACES].find((other) => !isUnwanted(other, unwanted)) ?? 'paper')
    : preferred;
  return {
    ...own,
    name: place,
    surface,
    surfaceColor: TINTABLE.includes(surface)
      ? (choice.surfaceColor ?? plainColor(own.backdrop, choice.backdropColor))
      : undefined,
    backdropColor: choice.backdropColor,
    backdrop:
      choice.backdropColor !== undefined && own.backdrop === 'environment' && PLAIN.includes(surface)
        ? 'sweep'
        : own.backdrop,
    // The tone curve pales plain colours, which here are the picture.
    saturation: own.backdrop === 'sweep' ? 1.22 : 1.05,
    contrast: 1,
    grain: 0.012,
    bloom: 0.06,
    blur: 0.036,
    shadow: 1,
    gloss: 1,
    bokehPalette: WARM_LIGHTS,
    view: 'auto',
    productLevel: 1,
    wordsNotUnderstood: [],
  };
}

/** Without a place, some surfaces bring their own. */
function settingOfSurface(
  surface: SurfaceName | undefined,
  backdropColor: string | undefined,
): SettingName | undefined {
  if (backdropColor !== undefined) return 'studio';
  if (surface === undefined) return undefined;
  const places: Partial<Record<SurfaceName, SettingName>> = {
    paper: 'studio',
    acrylic: 'studio',
    plaster: 'studio',
    linen: 'window',
    marble: 'kitchen',
    'black marble': 'bar',
    sand: 'beach',
    moss: 'forest',
    concrete: 'workshop',
    slate: 'workshop',
    'wet slate': 'city',
  };
  return places[surface];
}

function colouredSurface(own: SurfaceName): SurfaceName {
  return TINTABLE.includes(own) ? own : WOODS.includes(own) ? 'painted wood' : 'paper';
}

/** "Pink background" in a studio: the paper rises into the backdrop, so that both are pink. */
function plainColor(backdrop: string, backdropColor: string | undefined): string | undefined {
  return backdrop === 'sweep' ? backdropColor : undefined;
}

function applyWish(plan: ScenePlan, wish: SceneWish): void {
  if (wish.mood !== undefined) applyMood(plan, wish.mood);
  if (wish.bokeh) applyBokeh(plan);
  if (wish.temperatureK !== undefined)
    plan.temperatureK = plan.temperatureK * 0.35 + wish.temperatureK * 0.65;
  if (wish.azimuthDeg !== undefined) plan.azimuthDeg = wish.azimuthDeg;
  if (wish.elevationDeg !== undefined) plan.elevationDeg = wish.elevationDeg;
  if (wish.gobo !== undefined) plan.gobo = wish.gobo;
  if (wish.view !== undefined) plan.view = wish.view;
  if (wish.glossy) plan.gloss *= 1.6;
  if (wish.softness === 'soft') {
    plan.radiusDeg = Math.max(9, plan.radiusDeg);
    plan.keyRatio *= 0.75;
  } else if (wish.softness === 'hard') {
    plan.radiusDeg = Math.min(1.5, plan.radiusDeg);
    plan.keyRatio *= 1.3;
  }
}

function applyUnwanted(plan: ScenePlan, no: SceneWish): void {
  if (no.bokeh) plan.bokehCount = 0;
  if (no.gobo !== undefined && plan.gobo === no.gobo) plan.gobo = 'none';
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
  if (no.effect === 'blur') plan.blur *= 0.25;
  if (no.effect === 'grain') plan.grain = 0;
  if (no.effect === 'vignette') plan.vignette = 0;
  if (no.color !== undefined && plan.surfaceColor === no.color) plan.surfaceColor = undefined;
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
