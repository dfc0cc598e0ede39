import { createPacer } from '../../steps/pacer.ts';
import { hexToLinear, luminance } from '../color/srgb.ts';
import type { GoboPlan } from '../light/gobo.ts';
import { buildLightMap } from '../light/light-map.ts';
import { createLightRig, type LightRig, lightColor } from '../light/light-rig.ts';
import type { Material } from '../material/material.ts';
import { TEXEL_BYTES } from '../material/material.ts';
import { cachedMaterial } from '../material/material-cache.ts';
import { recipeForSurface } from '../material/recipe-for-surface.ts';
import type { ProxyDisc } from '../product/build-proxy.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import type { ScenePlan } from '../scene/scene-plan.ts';
import type { Arrangement } from './arrange-scene.ts';
import { renderBackdrop } from './backdrop.ts';
import { darkenContact } from './darken-contact.ts';
import { blurByDepth } from './depth-of-field.ts';
import { renderGround } from './ground.ts';
import { type Layout, PRODUCT_CM } from './layout.ts';
import { keepBackdrop } from './mirror-backdrop.ts';
import { reflectProduct } from './reflect-product.ts';
import { renderSweep } from './sweep.ts';

export interface BackgroundOptions {
  plan: ScenePlan;
  arrangement: Arrangement;
  layout: Layout;
  /** The product's stand-in for shadows; empty: no product. */
  discs: ProxyDisc[];
  /** The product on the canvas, for what a glossy surface mirrors of it. */
  product?: PlacedProduct;
  cacheDir: string;
  /** Fraction of this work, 0..1, and what is done next. */
  onProgress(fraction: number, message: string): void;
}

export interface RenderedBackground {
  /** Linear radiance; 1 is white in full light. */
  picture: Raster;
  rig: LightRig;
  gobo: GoboPlan;
  exposure: number;
}

/** Renders surface, backdrop, light and shadow of a scene, in depth of field, before exposure and tone curve. */
export async function renderBackground(options: BackgroundOptions): Promise<RenderedBackground> {
  const { plan, arrangement, layout, onProgress } = options;
  const { width, height } = layout.camera;
  const pause = createPacer(onProgress);
  onProgress(0, 'Preparing the light');
  const rig = await createLightRig({ ...plan, ...arrangement });
  onProgress(0.08, `Preparing the surface: ${plan.surface}`);
  const material = await loadMaterial(options, (fraction) =>
    onProgress(0.08 + 0.37 * fraction, `Making the surface: ${plan.surface}`),
  );
  onProgress(0.45, 'Working out the shadows');
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
  drawBehind(picture, options, rig, unit);
  onProgress(0.62, 'Rendering the surface');
  await renderGround(
    picture,
    {
      ...arrangement,
      layout,
      material,
      rig: { prefiltered: rig.prefiltered, environmentIrradiance: rig.environmentIrradiance, key: rig.key },
      lightMap,
      gobo,
      gloss: plan.gloss,
      shadow: plan.shadow,
      behind: plan.backdrop === 'sweep' ? undefined : await keepBackdrop(picture, layout),
    },
    (fraction) => pause(0.62 + 0.26 * fraction, 'Rendering the surface'),
  );
  const exposure = adaptExposure(plan.exposure, material);
  if (options.product) {
    reflectProduct(picture, { layout, product: options.product, material, gloss: plan.gloss, exposure });
    darkenContact(picture, { layout, product: options.product, shadow: plan.shadow });
  }
  if (plan.backdrop === 'sweep') drawSweep(picture, options, rig, material);
  onProgress(0.88, 'Focusing');
  const isSeamless = plan.backdrop === 'sweep';
  await blurByDepth(
    picture,
    {
      layout,
      maxRadius: plan.blur * unit * (isSeamless ? 0.25 : 0.7),
      backdropRadius: plan.blur * unit * (isSeamless ? 0.1 : 0.4),
    },
    () => pause(0.9, 'Focusing'),
  );
  return { picture, rig, gobo, exposure };
}

async function loadMaterial(
  { plan, layout, cacheDir }: BackgroundOptions,
  onBand: (fraction: number) => void,
): Promise<Material> {
  const pixelsPerCm = layout.camera.pixelsPerCm(layout.camera.project(0, 0, 0)[2]);
  const side = pixelsPerCm < 12 ? 512 : pixelsPerCm < 70 ? 1280 : 2048;
  const recipe = recipeForSurface(plan.surface, plan.surfaceColor);
  return cachedMaterial({
    name: `${plan.surface} ${plan.surfaceColor ?? ''}`,
    recipe,
    side,
    cacheDir,
    onBand,
  });
}

function drawBehind(
  picture: Raster,
  { plan, arrangement, layout, onProgress }: BackgroundOptions,
  rig: LightRig,
  unit: number,
): void {
  if (layout.edgeY <= 0 || plan.backdrop === 'sweep') return;
  onProgress(0.55, 'Rendering what lies behind');
  renderBackdrop(picture, {
    layout,
    environment: rig.raw,
    elevationDeg: plan.backdropElevationDeg,
    level: plan.backdropLevel,
    tint: plan.backdropTint,
    blurRadius: Math.max(2, plan.blur * unit),
    bokeh: { count: plan.bokehCount, level: plan.bokehLevel, palette: plan.bokehPalette },
    seed: arrangement.bokehSeed,
  });
}

function drawSweep(
  picture: Raster,
  { plan, arrangement, layout }: BackgroundOptions,
  rig: LightRig,
  material: Material,
): void {
  if (layout.edgeY <= 0) return;
  renderSweep(picture, {
    layout,
    color: plan.backdropColor === undefined ? meanAlbedo(material) : hexToLinear(plan.backdropColor),
    seamless: plan.backdropColor === undefined || plan.backdropColor === plan.surfaceColor,
    light: lightColor(rig),
    side: Math.sign(arrangement.azimuthDeg),
  });
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
