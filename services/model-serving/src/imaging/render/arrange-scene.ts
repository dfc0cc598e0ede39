import { createRandom } from '../math/random.ts';
import type { ScenePlan } from '../scene/scene-plan.ts';

/** What the seed decides. */
export interface Arrangement {
  azimuthDeg: number;
  elevationDeg: number;
  yawDeg: number;
  turnRad: number;
  shiftX: number;
  shiftZ: number;
  goboPhase: number;
  bokehSeed: number;
}

/** Materials with a direction lie along or across the view, nearly. */
const DIRECTED = new Set([
  'walnut',
  'oak',
  'pine',
  'dark wood',
  'white wood',
  'painted wood',
  'linen',
  'sand',
  'ceramic tile',
  'brushed metal',
]);
/** These would look laid wrongly when turned by a quarter. */
const NEVER_ACROSS = new Set(['sand', 'ceramic tile']);

/** Least azimuth of a key light that has a wall to light: it must stand before the wall. */
const BEFORE_WALL_DEG = 114;

export function arrangeScene(plan: ScenePlan, seed: number): Arrangement {
  const random = createRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const side = random() < 0.5 ? -1 : 1;
  const azimuth = side * (plan.keyFrom === 'front' ? between(BEFORE_WALL_DEG, 132) : between(46, 62));
  const turn = DIRECTED.has(plan.surface)
    ? between(-0.09, 0.09) + (!NEVER_ACROSS.has(plan.surface) && random() < 0.25 ? Math.PI / 2 : 0)
    : between(0, Math.PI * 2);
  return {
    azimuthDeg: wishedAzimuth(plan) ?? azimuth,
    elevationDeg: plan.elevationDeg + between(-3, 3),
    yawDeg: plan.yawDeg + between(-24, 24),
    turnRad: turn,
    shiftX: between(0, 400),
    shiftZ: between(0, 400),
    goboPhase: random(),
    bokehSeed: Math.floor(random() * 0x7fffffff),
  };
}

/** The side that the prompt asks for; before a wall the light keeps to it and comes forward. */
function wishedAzimuth({ azimuthDeg, keyFrom }: ScenePlan): number | undefined {
  if (azimuthDeg === undefined || keyFrom !== 'front' || Math.abs(azimuthDeg) >= BEFORE_WALL_DEG)
    return azimuthDeg;
  return Math.sign(azimuthDeg || 1) * BEFORE_WALL_DEG;
}
