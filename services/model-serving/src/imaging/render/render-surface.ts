import type { GoboPlan } from '../light/gobo.ts';
import { buildLightMap, type LightMap } from '../light/light-map.ts';
import type { LightRig } from '../light/light-rig.ts';
import type { Material } from '../material/material.ts';
import type { Raster } from '../raster/raster.ts';
import type { BackgroundOptions } from './background-options.ts';
import { darkenContact } from './darken-contact.ts';
import { drawSweep } from './draw-behind.ts';
import { renderGround } from './ground.ts';
import type { Layout } from './layout.ts';
import { keepBackdrop } from './mirror-backdrop.ts';
import { floorDiscs, floorLayout, type Podium, planPodium, renderPodiumSide } from './podium.ts';
import { copyBox } from './props/copy-box.ts';
import { PROPS } from './props/prop-shapes.ts';
import { renderProps } from './props/render-props.ts';
import { opaqueBox, type PropInstance, scatterProps } from './props/scatter-props.ts';
import { mirrorStrength, reflectProduct } from './reflect-product.ts';

export interface SurfaceScene {
  rig: LightRig;
  gobo: GoboPlan;
  material: Material;
  /** Of the block under the product, where there is one. */
  podiumMaterial: Material;
  albedo: [number, number, number];
  exposure: number;
  /** Of the plane on which the product stands. */
  lightMap: LightMap;
}

export interface RenderedSurface {
  /** The layout as seen from the lowest plane: the floor's where the product stands on a block. */
  floor: Layout;
  /** Draws what stands upright on the surface: it is in focus as the product is, whatever lies behind it. */
  drawStanding(): Promise<void>;
}

/**
 * Draws the surface into a picture that shows what lies behind: the ground or a block on a floor, what it mirrors of
 * the product, the contact's dark line, and props. What stands upright is left for later.
 */
export async function renderSurface(
  picture: Raster,
  options: BackgroundOptions,
  scene: SurfaceScene,
  pause: (fraction: number) => Promise<void>,
): Promise<RenderedSurface> {
  const { plan, arrangement, layout, product, discs } = options;
  const { rig, gobo, material, albedo } = scene;
  const podium = plan.podium === undefined ? undefined : planPodium(discs, layout);
  const floor = podium === undefined ? layout : floorLayout(layout, podium);
  const floorMap =
    podium === undefined ? scene.lightMap : await buildLightMap(rig, floorDiscs(discs, podium));
  const light = {
    rig: { prefiltered: rig.prefiltered, environmentIrradiance: rig.environmentIrradiance, key: rig.key },
    gobo,
    shadow: plan.shadow,
  };
  const ground = {
    ...arrangement,
    ...light,
    material,
    gloss: plan.gloss,
    behind: plan.backdrop === 'sweep' ? undefined : await keepBackdrop(picture, layout),
  };
  await renderGround(picture, { ...ground, layout: floor, lightMap: floorMap }, pause);
  drawSweep(picture, { plan, arrangement, layout, rig }, albedo);
  if (podium !== undefined) {
    const block = { ...ground, material: scene.podiumMaterial };
    renderPodiumSide(picture, { ...block, podium, camera: layout.camera, floorAlbedo: albedo });
    await renderGround(picture, {
      ...block,
      layout: { ...layout, edgeY: 0 },
      lightMap: scene.lightMap,
      discRadiusCm: podium.radiusCm,
    });
  } else if (product !== undefined) {
    await reflectProduct(picture, { layout, product, material, gloss: plan.gloss, exposure: scene.exposure });
  }
  if (product !== undefined) darkenContact(picture, { layout, product, discs, shadow: plan.shadow });
  const props = strew(options, floor, podium);
  const mirror = mirrorStrength(layout, material, plan.gloss);
  const propLight = { ...light, layout: floor, lightMap: floorMap, groundAlbedo: albedo, mirror };
  await renderProps(picture, { ...propLight, props: props.filter(({ name }) => !PROPS[name].stands) });
  const standing = props.filter(({ name }) => PROPS[name].stands);
  return { floor, drawStanding: () => renderProps(picture, { ...propLight, props: standing }) };
}

function strew(
  { plan, arrangement, layout, product }: BackgroundOptions,
  floor: Layout,
  podium: Podium | undefined,
): PropInstance[] {
  if (plan.props === undefined || plan.props.length === 0) return [];
  const box = product && opaqueBox(product);
  const free = box && podium ? withPodium(box, layout, podium) : box;
  return scatterProps({
    layout: floor,
    names: plan.props,
    product: free,
    copy: copyBox(layout, box),
    seed: arrangement.bokehSeed,
  });
}

/** The canvas box of the product and the block under it. */
function withPodium(
  box: { left: number; top: number; right: number; bottom: number },
  { camera }: Layout,
  { radiusCm, heightCm }: Podium,
) {
  return {
    top: box.top,
    left: Math.min(box.left, camera.project(-radiusCm, 0, 0)[0]),
    right: Math.max(box.right, camera.project(radiusCm, 0, 0)[0]),
    bottom: Math.max(box.bottom, camera.project(0, -heightCm, radiusCm)[1]),
  };
}
