import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { buildLightMap } from '../light/light-map.ts';
import { createLightRig, keyShare, lightColor } from '../light/light-rig.ts';
import type { ProxyDisc } from '../product/build-proxy.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import { planRelight, type RelightPlan } from '../product/relight.ts';
import type { Raster } from '../raster/raster.ts';
import type { Arrangement } from '../render/arrange-scene.ts';
import { darkenContact } from '../render/darken-contact.ts';
import { type Layout, PRODUCT_CM } from '../render/layout.ts';
import type { ScenePlan } from '../scene/scene-plan.ts';
import { horizonRow, shadeGround } from './shade-ground.ts';

export interface StandingProduct {
  placed: PlacedProduct;
  layout: Layout;
  /** Its stand-in for shadows; empty: it stands on nothing. */
  discs: ProxyDisc[];
  /** How strongly its light and colour move towards the picture's, 0..1. */
  strength: number;
}

/**
 * Makes a picture ready for a product that is to stand in it: the product's shadows fall onto the picture's surface, as its
 * estimated light throws them, and the product's re-light is planned. Changes `picture`, radiance.
 *
 * @returns The re-light, and how much each pixel was darkened, 0..255.
 */
export async function setOnGround(
  picture: Raster,
  { placed, layout, discs, strength }: StandingProduct,
  { light, camera }: Required<Pick<Scene, 'light' | 'camera'>>,
  { plan, yawDeg }: { plan: Pick<ScenePlan, 'environment' | 'shadow'>; yawDeg: Arrangement['yawDeg'] },
  pause?: (fraction: number) => Promise<void>,
): Promise<{ relight: RelightPlan; shade: Uint8Array }> {
  if (!light || !camera) throw new Error('The picture was not estimated.');
  const rig = await createLightRig({ ...light, environment: plan.environment, yawDeg });
  const lightMap = await buildLightMap(
    rig,
    discs,
    (fraction) => pause?.(0.5 * fraction) ?? Promise.resolve(),
  );
  const horizonY = horizonRow(camera, picture.height);
  const shade = await shadeGround(
    picture,
    { layout, rig, lightMap, shadow: plan.shadow, horizonY },
    (fraction) => pause?.(0.5 + 0.5 * fraction) ?? Promise.resolve(),
  );
  darkenContact(picture, { layout, product: placed, discs, shadow: plan.shadow });
  const relight = planRelight({
    ...{ product: placed, layout, strength },
    sceneLight: lightColor(rig),
    level: 1,
    exposure: light.exposure,
    keyDirection: rig.key.direction,
    keyShare: keyShare(rig),
    gobo: { name: 'none', azimuthDeg: light.azimuthDeg, phase: 0, unitCm: PRODUCT_CM, edgeCm: 1 },
  });
  return { relight, shade };
}
