import { createPacer } from '../../steps/pacer.ts';
import { luminance } from '../color/srgb.ts';
import { createGobo, type GoboPlan } from '../light/gobo.ts';
import { buildLightMap, type LightMap } from '../light/light-map.ts';
import { createLightRig, type LightRig } from '../light/light-rig.ts';
import type { Material } from '../material/material.ts';
import { TEXEL_BYTES } from '../material/material.ts';
import { cachedMaterial } from '../material/material-cache.ts';
import type { ProxyDisc } from '../product/build-proxy.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import type { ScenePlan } from '../scene/scene-plan.ts';
import type { Arrangement } from './arrange-scene.ts';
import { darkenContact } from './darken-contact.ts';
import { blurByDepth } from './depth-of-field.ts';
import { drawBehind, drawSweep, edgeBlur, groundBlur } from './draw-behind.ts';
import { renderGround } from './ground.ts';
import { type Layout, PRODUCT_CM } from './layout.ts';
import { keepBackdrop } from './mirror-backdrop.ts';
import { copyBox } from './props/copy-box.ts';
import { renderProps } from './props/render-props.ts';
import { opaqueBox, scatterProps } from './props/scatter-props.ts';
import { reflectProduct } from './reflect-product.ts';

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
    pause(0.08 + 0.37 * fraction, `Making the surface: ${plan.surface}`),
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
  if (layout.edgeY > 0) onProgress(0.55, 'Rendering what lies behind');
  drawBehind(picture, { plan, arrangement, layout, rig, lightMap, gobo: createGobo(gobo) });
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
  await drawProps(picture, options, { rig, lightMap, gobo, albedo: meanAlbedo(material) });
  drawSweep(picture, { plan, arrangement, layout, rig }, meanAlbedo(material));
  onProgress(0.88, 'Focusing');
  await blurByDepth(
    picture,
    {
      layout,
      maxRadius: groundBlur(plan, unit),
      backdropRadius: edgeBlur(plan, unit),
    },
    () => pause(0.9, 'Focusing'),
  );
  return { picture, rig, gobo, exposure };
}

async function drawProps(
  picture: Raster,
  { plan, arrangement, layout, product }: BackgroundOptions,
  scene: { rig: LightRig; lightMap: LightMap; gobo: GoboPlan; albedo: [number, number, number] },
): Promise<void> {
  if (plan.props === undefined || plan.props.length === 0) return;
  const box = product && opaqueBox(product);
  const { prefiltered, environmentIrradiance, key } = scene.rig;
  await renderProps(picture, {
    layout,
    props: scatterProps({
      layout,
      names: plan.props,
      product: box,
      copy: copyBox(layout, box),
      seed: arrangement.bokehSeed,
    }),
    rig: { prefiltered, environmentIrradiance, key },
    lightMap: scene.lightMap,
    gobo: scene.gobo,
    groundAlbedo: scene.albedo,
    shadow: plan.shadow,
  });
}

async function loadMaterial(
  { plan, layout, cacheDir }: BackgroundOptions,
  pause: (fraction: number) => Promise<void>,
): Promise<Material> {
  const pixelsPerCm = layout.camera.pixelsPerCm(layout.camera.project(0, 0, 0)[2]);
  const side = pixelsPerCm < 12 ? 512 : pixelsPerCm < 70 ? 1280 : 2048;
  const choice = { surface: plan.surface, color: plan.surfaceColor };
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
