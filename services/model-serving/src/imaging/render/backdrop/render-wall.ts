import type { Rgb } from '../../color/rgb.ts';
import { hexToLinear } from '../../color/srgb.ts';
import type { Gobo } from '../../light/gobo.ts';
import { type LightMap, sampleLightMap } from '../../light/light-map.ts';
import type { LightRig } from '../../light/light-rig.ts';
import { sampleIrradiance } from '../../light/sample-environment.ts';
import { createRandom } from '../../math/random.ts';
import { discBlur } from '../../raster/disc-blur.ts';
import type { Raster } from '../../raster/raster.ts';
import type { ScenePlan } from '../../scene/scene-plan.ts';
import type { Layout } from '../layout.ts';
import { createPainter } from './painter.ts';
import { pasteLayer } from './paste-layer.ts';
import { brickWall, plasterWall, type WallMaterial, type WallPoint } from './wall-materials.ts';

export interface WallOptions {
  plan: ScenePlan;
  layout: Layout;
  rig: LightRig;
  lightMap: LightMap;
  gobo?: Gobo;
  seed: number;
  /** How far the wall is out of focus, canvas pixels. */
  blurRadius: number;
}

/** How dark the wall's foot is, where the surface takes half of its sky, and how far that reaches, cm. */
const FOOT_SHADE = 0.5;
const FOOT_CM = 3.2;
/** How strongly the surface throws light back up. */
const BOUNCE = 0.28;

/**
 * An upright wall that stands on the far edge of the surface, in the camera's perspective: lit by the environment, by
 * the key light through its gobo, with the product's shadow and a soft contact with the surface.
 */
export async function renderWall(target: Raster, options: WallOptions): Promise<void> {
  const { plan, layout, rig, lightMap, gobo, blurRadius } = options;
  const { width, height } = target;
  const { camera } = layout;
  const edgeY = Math.min(height, layout.edgeY);
  if (edgeY <= 0) return;
  const unit = Math.sqrt(width * height);
  const factor = Math.max(1, Math.floor(blurRadius / 1.4));
  const { painter, layer } = createPainter(
    { width, height, edgeY },
    factor,
    Math.ceil(blurRadius / factor) + 1,
  );
  const material = wallMaterial(plan, options.seed);
  const z = wallDepth(layout);
  const ambient: [number, number, number] = [0, 0, 0];
  sampleIrradiance(rig.prefiltered, 0, 0, 1, ambient);
  const [kx, ky, kz] = rig.key.direction;
  const tubes = neonTubes(layout, z, plan);
  const ray = new Float32Array(3);
  const light = new Float32Array(4);
  const point: WallPoint = { albedo: [0, 0, 0], slopeX: 0, slopeY: 0, open: 1, gloss: 0 };
  painter.shade(-painter.width, -0.05, painter.width, painter.height + 0.05, (px, py, out) => {
    camera.ray(width / 2 + px * unit, Math.min(edgeY - py * unit, edgeY), ray);
    const distance = (z - camera.position[2]) / ray[2];
    const x = camera.position[0] + ray[0] * distance;
    const y = Math.max(0, camera.position[1] + ray[1] * distance);
    material(x, y, point);
    const steep = 1 / Math.sqrt(1 + point.slopeX * point.slopeX + point.slopeY * point.slopeY);
    // What falls on the wall would have fallen on the surface behind it.
    const groundX = x - (kx * y) / ky;
    const groundZ = z - (kz * y) / ky;
    sampleLightMap(lightMap, groundX, groundZ, light);
    const seen =
      (1 - plan.shadow + plan.shadow * light[3]) * (gobo === undefined ? 1 : gobo(groundX, groundZ));
    const facing = Math.max(0, (kz - point.slopeX * kx - point.slopeY * ky) * steep) / ky;
    const open = point.open * (1 - FOOT_SHADE * Math.exp(-y / FOOT_CM));
    const bounce = BOUNCE * Math.exp(-y / 14);
    for (let c = 0; c < 3; c++) {
      const key = rig.key.irradiance[c];
      out[c] =
        (ambient[c] + bounce * (key + rig.environmentIrradiance[c])) * open +
        key * facing * seen * (0.5 + 0.5 * open);
    }
    for (const tube of tubes) {
      const dx = tube.x - x;
      const dy = tube.y - y;
      const near = tube.reach / (tube.reach + (dx * dx + dy * dy) / tube.reach);
      const toward = 1 / Math.sqrt(dx * dx + dy * dy + NEON_CM * NEON_CM);
      const lit = Math.max(0, (NEON_CM + (-point.slopeX * dx - point.slopeY * dy)) * toward * steep);
      for (let c = 0; c < 3; c++) out[c] += tube.color[c] * near * near * (0.2 + lit) * open;
    }
    for (let c = 0; c < 3; c++) out[c] = (out[c] * point.albedo[c]) / Math.PI + out[c] * point.gloss * 0.02;
  });
  const raster = await discBlur(layer.raster, blurRadius / factor);
  await pasteLayer(target, { ...layer, raster }, edgeY, [
    plan.backdropTint[0] * plan.backdropLevel,
    plan.backdropTint[1] * plan.backdropLevel,
    plan.backdropTint[2] * plan.backdropLevel,
  ]);
}

/** z, cm, of the wall that stands where the surface ends. */
export function wallDepth({ camera, edgeY }: Layout): number {
  const ray = [0, 0, 0];
  camera.ray(camera.width / 2, edgeY, ray);
  return camera.position[2] + (ray[2] * camera.position[1]) / Math.max(1e-3, -ray[1]);
}

/** How far a tube stands off the wall. */
const NEON_CM = 9;

/** Where the glow of the tubes falls: high on the left, lower on the right. */
function neonTubes({ camera, edgeY }: Layout, z: number, { neon }: ScenePlan) {
  if (neon === undefined) return [];
  const ray = [0, 0, 0];
  const at = (px: number, py: number) => {
    camera.ray(px, py, ray);
    const distance = (z - camera.position[2]) / ray[2];
    return { x: camera.position[0] + ray[0] * distance, y: camera.position[1] + ray[1] * distance };
  };
  const left = at(camera.width * 0.1, edgeY * 0.12);
  const right = at(camera.width * 0.92, edgeY * 0.42);
  const reach = Math.hypot(right.x - left.x, right.y - left.y) * 0.42;
  return [
    { ...left, reach, color: neon[0].map((v) => v * 5.2) },
    { ...right, reach, color: neon[1].map((v) => v * 6.5) },
  ];
}

function wallMaterial(plan: ScenePlan, seed: number): WallMaterial {
  const phase = createRandom(seed)();
  if (plan.wall === 'brick') {
    const color: Rgb = plan.backdropColor === undefined ? BRICK : hexToLinear(plan.backdropColor);
    return brickWall(
      color,
      plan.backdropColor === undefined
        ? MORTAR
        : [color[0] * 0.75 + 0.03, color[1] * 0.75 + 0.03, color[2] * 0.75 + 0.03],
      phase,
    );
  }
  return plasterWall(plan.backdropColor === undefined ? PLASTER : hexToLinear(plan.backdropColor), phase);
}

const BRICK: Rgb = [0.24, 0.082, 0.05];
const MORTAR: Rgb = [0.22, 0.2, 0.18];
const PLASTER: Rgb = [0.74, 0.68, 0.6];
