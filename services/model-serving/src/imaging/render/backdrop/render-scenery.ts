import type { Rgb } from '../../color/rgb.ts';
import { hexToLinear } from '../../color/srgb.ts';
import type { Environment } from '../../light/environment.ts';
import { createRandom } from '../../math/random.ts';
import { discBlur } from '../../raster/disc-blur.ts';
import type { Raster } from '../../raster/raster.ts';
import type { ScenePlan } from '../../scene/scene-plan.ts';
import type { Layout } from '../layout.ts';
import { atmosphereOf } from './atmosphere.ts';
import { drawLights } from './draw-lights.ts';
import { fillEnvironment } from './fill-environment.ts';
import { horizonAbove } from './horizon.ts';
import { createPainter, type PaintedLayer, type Painter } from './painter.ts';
import { pasteLayer } from './paste-layer.ts';
import { PAINTERS } from './scenes/painters.ts';
import { sparkle } from './scenes/parts.ts';
import type { Stage } from './stage.ts';

export interface SceneryOptions {
  plan: ScenePlan;
  layout: Layout;
  environment: Environment;
  /** What the seed arranges. */
  seed: number;
}

/** Radius, working pixels, at which blurring is done: more costs time and shows nothing. */
const WORKING_RADIUS = 2.6;

/**
 * Paints what lies behind the surface into the rows above layout.edgeY: layers from far to near in linear HDR, each
 * out of focus by a disc and worked out at the resolution that its blur leaves; points of light at full resolution.
 */
export async function renderScenery(
  target: Raster,
  { plan, layout, environment, seed }: SceneryOptions,
  pause?: (fraction: number) => Promise<void>,
): Promise<void> {
  const paint = PAINTERS[plan.name] ?? PAINTERS.luxury;
  if (paint === undefined || layout.edgeY <= 0) return;
  const { width, height } = target;
  const edgeY = Math.min(height, layout.edgeY);
  const unit = Math.sqrt(width * height);
  const random = createRandom(seed);
  const horizon = horizonAbove(layout);
  const layers: { painter: Painter; layer: PaintedLayer; radius: number }[] = [];
  const stage: Stage = {
    atmosphere: atmosphereOf(plan.time, plan.season, plan.weather),
    horizon,
    accent: plan.backdropColor === undefined ? undefined : hexToLinear(plan.backdropColor),
    hasLights: plan.bokehLevel > 0,
    random,
    between: (low, high) => low + (high - low) * random(),
    layer(blur) {
      const radius = Math.max(0.8, plan.blur * plan.depthOfField * unit * blur);
      const factor = Math.max(1, Math.round(radius / WORKING_RADIUS));
      const margin = Math.ceil(radius / factor) + 1;
      const painted = createPainter({ width, height, edgeY }, factor, margin);
      layers.push({ ...painted, radius });
      return painted.painter;
    },
    environment: (painter, look) => fillEnvironment(painter, environment, horizon, look),
  };
  paint(stage);
  const nearest = layers.at(-1);
  if (plan.bokehCount > 0 && nearest)
    sparkle(nearest.painter, stage, {
      count: plan.bokehCount,
      bottom: 0.01,
      top: nearest.painter.height,
      level: 0.9,
      size: 1.15,
      colors: plan.bokehPalette,
    });
  for (const [index, { painter, layer, radius }] of layers.entries()) {
    await pause?.(index / layers.length);
    const blurred = await discBlur(layer.raster, radius / layer.factor);
    await pasteLayer(target, { ...layer, raster: blurred }, edgeY, gain(plan));
    drawLights(target, { lights: painter.lights, radius, edgeY, level: plan.bokehLevel });
  }
}

function gain({ backdropLevel, backdropTint }: ScenePlan): Rgb {
  return [backdropTint[0] * backdropLevel, backdropTint[1] * backdropLevel, backdropTint[2] * backdropLevel];
}
