import { hexToLinear } from '../color/srgb.ts';
import type { Gobo } from '../light/gobo.ts';
import type { LightMap } from '../light/light-map.ts';
import { type LightRig, lightColor } from '../light/light-rig.ts';
import type { Raster } from '../raster/raster.ts';
import type { ScenePlan } from '../scene/scene-plan.ts';
import type { Arrangement } from './arrange-scene.ts';
import { renderScenery } from './backdrop/render-scenery.ts';
import { renderWall } from './backdrop/render-wall.ts';
import type { Layout } from './layout.ts';
import { renderSweep } from './sweep.ts';

export interface BehindOptions {
  plan: ScenePlan;
  arrangement: Arrangement;
  layout: Layout;
  rig: LightRig;
  lightMap: LightMap;
  gobo?: Gobo;
}

/** How far a wall is out of focus, share of the canvas' mean side. */
const WALL_BLUR = 0.0032;

/** Draws what stands behind the surface, scenery or wall, into the rows above its far edge; a sweep comes later. */
export async function drawBehind(
  picture: Raster,
  options: BehindOptions,
  pause?: (fraction: number) => Promise<void>,
): Promise<void> {
  const { plan, arrangement, layout, rig, lightMap, gobo } = options;
  if (layout.edgeY <= 0) return;
  if (plan.backdrop === 'wall') {
    const blurRadius = WALL_BLUR * plan.depthOfField * Math.sqrt(picture.width * picture.height);
    await renderWall(picture, { plan, layout, rig, lightMap, gobo, seed: arrangement.bokehSeed, blurRadius });
  } else if (plan.backdrop === 'scenery') {
    const scenery = { plan, layout, environment: rig.raw, seed: arrangement.bokehSeed };
    await renderScenery(picture, scenery, pause);
  }
}

/** Lets the surface's paper, of linear colour `paper`, rise behind it; drawn after the surface. */
export function drawSweep(
  picture: Raster,
  { plan, arrangement, layout, rig }: Pick<BehindOptions, 'plan' | 'arrangement' | 'layout' | 'rig'>,
  paper: [number, number, number],
): void {
  if (layout.edgeY <= 0 || plan.backdrop !== 'sweep') return;
  const { backdropColor, backdropTopColor } = plan;
  renderSweep(picture, {
    layout,
    color: backdropColor === undefined ? paper : hexToLinear(backdropColor),
    topColor: backdropTopColor === undefined ? undefined : hexToLinear(backdropTopColor),
    seamless: backdropColor === undefined || backdropColor === plan.surfaceColor,
    light: lightColor(rig),
    side: Math.sign(arrangement.azimuthDeg),
    spot: plan.spot,
  });
}

/** Largest blur of the backdrop's edge with the surface, canvas pixels: what lies behind is out of focus already. */
export function edgeBlur({ backdrop, blur, depthOfField }: ScenePlan, unit: number): number {
  if (backdrop === 'wall') return WALL_BLUR * unit * depthOfField;
  return (backdrop === 'sweep' ? 0.0036 : Math.min(0.012, blur * 0.4)) * unit * depthOfField;
}

/** Largest blur of the surface, canvas pixels. */
export function groundBlur({ backdrop, depthOfField }: ScenePlan, unit: number): number {
  return (backdrop === 'scenery' ? 0.0135 : 0.007) * unit * depthOfField;
}
