import type { Camera } from '@nanococoa/proto/common/v1/scene.ts';
import { createCamera } from '../camera/camera.ts';
import { luminance } from '../color/srgb.ts';
import { type LightMap, sampleLightMap } from '../light/light-map.ts';
import type { LightRig } from '../light/light-rig.ts';
import { clamp01 } from '../math/noise.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedBytes } from '../parallel/shared-array.ts';
import type { Raster } from '../raster/raster.ts';
import type { Layout } from '../render/layout.ts';

export interface GroundShadeOptions {
  /** Sees the surface as the product's photo did. */
  layout: Layout;
  rig: Pick<LightRig, 'environmentIrradiance' | 'key'>;
  lightMap: LightMap;
  /** Strength of the product's shadows, 0..1. */
  shadow: number;
  /** The row at which the picture's own surface begins; may lie outside of the picture. */
  horizonY: number;
}

/** Below the surface's far edge a shadow takes this part of the height to reach its full strength. */
const FADE = 0.04;

/**
 * Lays a product's shadows onto a picture whose surface nobody has rendered: each pixel of the surface keeps the share of
 * its light that the product lets through. Changes `picture`, radiance.
 *
 * @returns How much was taken from each pixel, 0..255.
 */
export async function shadeGround(
  picture: Raster,
  options: GroundShadeOptions,
  pause?: (fraction: number) => Promise<void>,
): Promise<Uint8Array> {
  const shade = sharedBytes(picture.width * picture.height);
  const from = Math.max(0, Math.min(picture.height, Math.floor(options.horizonY)));
  const { layout, lightMap, shadow, horizonY } = options;
  const { environmentIrradiance, key } = options.rig;
  const lights = { environmentIrradiance, key: { irradiance: key.irradiance } };
  await runBands({
    kernel: SHADE,
    context: { layout: { camera: layout.camera }, lightMap, shadow, horizonY, rig: lights, picture, shade },
    writes: [picture.data, shade],
    from,
    rows: picture.height,
    rowPixels: 2 * picture.width,
    pause,
  });
  return shade;
}

/** The row at which a camera that is not turned sees the horizon. */
export function horizonRow({ pitchDeg, verticalFovDeg }: Camera, height: number): number {
  const focal = height / 2 / Math.tan((verticalFovDeg * Math.PI) / 360);
  return height / 2 - Math.tan((pitchDeg * Math.PI) / 180) * focal;
}

const SHADE = bandKernel(import.meta.url, createShadedRows);

interface ShadeContext {
  layout: Pick<Layout, 'camera'>;
  lightMap: LightMap;
  shadow: number;
  horizonY: number;
  rig: { environmentIrradiance: [number, number, number]; key: { irradiance: [number, number, number] } };
  picture: Raster;
  shade: Uint8Array;
}

export function createShadedRows({ layout, lightMap, shadow, horizonY, rig, picture, shade }: ShadeContext) {
  const camera = createCamera(layout.camera);
  const [cameraX, cameraY, cameraZ] = camera.position;
  const { width, height, data } = picture;
  const open = rig.environmentIrradiance;
  const key = rig.key.irradiance;
  const ray = new Float32Array(3);
  const light = new Float32Array(4);
  const factor = new Float32Array(3);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const fade = clamp01((y + 0.5 - horizonY) / (FADE * height));
      if (fade === 0) continue;
      for (let x = 0; x < width; x++) {
        camera.ray(x + 0.5, y + 0.5, ray);
        if (ray[1] > -1e-3) continue;
        const distance = cameraY / -ray[1];
        sampleLightMap(lightMap, cameraX + ray[0] * distance, cameraZ + ray[2] * distance, light);
        const seen = 1 - shadow + shadow * light[3];
        const at = (y * width + x) * 3;
        for (let c = 0; c < 3; c++) {
          const lit = open[c] + shadow * (light[c] - open[c]) + key[c] * seen;
          factor[c] = 1 - fade * (1 - lit / (open[c] + key[c]));
          data[at + c] *= factor[c];
        }
        shade[y * width + x] = 255 * clamp01(1 - luminance(factor[0], factor[1], factor[2])) + 0.5;
      }
    }
  };
}
