import { luminance } from '../color/srgb.ts';
import { createGobo, type GoboPlan } from '../light/gobo.ts';
import { buildLightMap } from '../light/light-map.ts';
import { createLightRig, type LightRig } from '../light/light-rig.ts';
import type { MaterialChoice } from '../material/bake-material.ts';
import type { Material } from '../material/material.ts';
import { TEXEL_BYTES } from '../material/material.ts';
import { cachedMaterial } from '../material/material-cache.ts';
import { createPacer, createStages } from '../pace/pacer.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import type { BackgroundOptions } from './background-options.ts';
import { blurByDepth } from './depth-of-field.ts';
import { drawBehind, edgeBlur, groundBlur } from './draw-behind.ts';
import { PRODUCT_CM } from './layout.ts';
import { podiumSurface } from './podium-surface.ts';
import { renderSurface } from './render-surface.ts';
import { standWall } from './stand-wall.ts';

export interface RenderedBackground {
  /** Linear radiance; 1 is white in full light. */
  picture: Raster;
  rig: LightRig;
  gobo: GoboPlan;
  exposure: number;
}

/** Renders surface, backdrop, light and shadow of a scene, in depth of field, before exposure and tone curve. */
export async function renderBackground(options: BackgroundOptions): Promise<RenderedBackground> {
  const { plan, arrangement, onProgress } = options;
  const layout = standWall(plan, options.layout);
  const { width, height } = layout.camera;
  const pause = createPacer(onProgress);
  const stage = createStages(onProgress);
  await stage(0, 'Preparing the light');
  const rig = await createLightRig({ ...plan, ...arrangement });
  await stage(0.08, `Preparing the surface: ${plan.surface}`);
  const baking = (fraction: number) => pause(0.08 + 0.37 * fraction, `Making the surface: ${plan.surface}`);
  const surface = { surface: plan.surface, color: plan.surfaceColor };
  const material = await loadMaterial(options, surface, baking);
  const block = podiumSurface(surface);
  const isOwn = plan.podium === undefined || block.surface === plan.surface;
  const podiumMaterial = isOwn ? material : await loadMaterial(options, block, baking);
  await stage(0.45, 'Working out the shadows');
  const lightMap = await buildLightMap(rig, options.discs, (fraction) =>
    pause(0.45 + 0.1 * fraction, 'Working out the shadows'),
  );
  const gobo: GoboPlan = {
    name: plan.gobo,
    azimuthDeg: arrangement.azimuthDeg,
    phase: arrangement.goboPhase,
    unitCm: PRODUCT_CM,
    edgeCm: 0.5 + plan.radiusDeg * 0.45,
  };
  const picture = createRaster(width, height, 3);
  const unit = Math.sqrt(width * height);
  if (layout.edgeY > 0) await stage(0.55, 'Rendering what lies behind');
  const behind = { plan, arrangement, layout, rig, lightMap, gobo: createGobo(gobo) };
  await drawBehind(picture, behind, (fraction) =>
    pause(0.55 + 0.07 * fraction, 'Rendering what lies behind'),
  );
  await stage(0.62, 'Rendering the surface');
  const exposure = adaptExposure(plan.exposure, material);
  const { floor, drawStanding } = await renderSurface(
    picture,
    { ...options, layout },
    { rig, gobo, material, podiumMaterial, albedo: meanAlbedo(material), exposure, lightMap },
    (fraction) => pause(0.62 + 0.26 * fraction, 'Rendering the surface'),
  );
  await stage(0.88, 'Focusing');
  await blurByDepth(
    picture,
    {
      layout: floor,
      maxRadius: groundBlur(plan, unit),
      backdropRadius: edgeBlur(plan, unit),
    },
    () => pause(0.9, 'Focusing'),
  );
  await stage(0.95, 'Focusing');
  await drawStanding();
  await stage(1, 'Focusing');
  return { picture, rig, gobo, exposure };
}

async function loadMaterial(
  { layout, cacheDir }: BackgroundOptions,
  choice: MaterialChoice,
  pause: (fraction: number) => Promise<void>,
): Promise<Material> {
  const pixelsPerCm = layout.camera.pixelsPerCm(layout.camera.project(0, 0, 0)[2]);
  const side = pixelsPerCm < 12 ? 512 : pixelsPerCm < 70 ? 1280 : 2048;
  return await cachedMaterial({ choice, side, cacheDir, pause });
}

/** A dark surface is shown a little brighter and a light one a little darker, as a photographer would. */
function adaptExposure(exposure: number, material: Material): number {
  const grey = Math.max(0.02, luminance(...meanAlbedo(material)));
  return exposure * Math.min(1.25, Math.max(0.85, (0.34 / grey) ** 0.12));
}

function meanAlbedo(material: Material): [number, number, number] {
  const { side, data } = material.levels[material.levels.length - 1];
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < side * side; i++) {
    for (let c = 0; c < 3; c++) sum[c] += (data[i * TEXEL_BYTES + c] / 255) ** 2 / (side * side);
  }
  return sum;
}
