import { expect, test } from 'vitest';
import { createCamera } from '../camera/camera.ts';
import { buildLightMap } from '../light/light-map.ts';
import type { LightRig } from '../light/light-rig.ts';
import { bakeMaterial } from '../material/bake-material.ts';
import { createRaster } from '../raster/raster.ts';
import type { SurfaceName } from '../scene/scene-wish.ts';
import { darkenContact } from './darken-contact.ts';
import type { Layout } from './layout.ts';
import { keepBackdrop, mirrorBackdrop } from './mirror-backdrop.ts';
import { planPodium, renderPodiumSide } from './podium.ts';
import { reflectProduct } from './reflect-product.ts';

const DISCS = Array.from({ length: 12 }, (_, i) => ({ heightCm: 0.2 + i, radiusCm: 3, xCm: 0, zCm: 0 }));

function rigFrom(azimuthDeg: number): LightRig {
  const a = (azimuthDeg * Math.PI) / 180;
  const direction: [number, number, number] = [
    Math.SQRT1_2 * Math.sin(a),
    Math.SQRT1_2,
    -Math.SQRT1_2 * Math.cos(a),
  ];
  return {
    raw: { width: 1, height: 1, data: new Float32Array(3) },
    prefiltered: {
      levels: Array.from({ length: 6 }, () => ({ size: 2, data: new Float32Array(48).fill(0.3) })),
      harmonics: new Float64Array(27),
    },
    environmentLights: [{ x: 0, y: 1, z: 0, rgb: [1, 1, 1], spread: 0.1 }],
    environmentIrradiance: [1, 1, 1],
    key: { direction, samples: [direction], irradiance: [2, 2, 2], radiusRad: 0.05 },
  };
}

/** A camera 8° above a product 17 cm tall, 200 × 200 pixels. */
function lowLayout(): Layout {
  const camera = createCamera({
    ...{ width: 200, height: 200, heightCm: 9, distanceCm: 64, pitchDeg: 0, verticalFovDeg: 34 },
  });
  const [baseX, baseY] = camera.project(0, 0, 0);
  return { camera, productScale: 1, baseX, baseY, footShift: 0, cmPerPixel: 0.2, edgeY: 90 };
}

/** A red block, 60 pixels wide, whose foot is at the layout's base. */
function block(layout: Layout) {
  const top = Math.round(layout.baseY) - 90;
  const data = new Float32Array(60 * 92 * 4);
  for (let i = 0; i < 60 * 92; i++) data.set([0.8, 0.1, 0.1, 1], i * 4);
  return { left: 70, top, width: 60, height: 92, data };
}

test.each([-120, -60, -20, 35, 75, 140])(
  'casts the shadow away from a light at azimuth %i°',
  async (azimuth) => {
    const map = await buildLightMap(rigFrom(azimuth), DISCS);
    let x = 0;
    let z = 0;
    let sum = 0;
    for (let row = 0; row < map.rows; row++) {
      for (let column = 0; column < map.columns; column++) {
        const dark = 1 - map.data[(row * map.columns + column) * 4 + 3];
        x += dark * (map.left + (column + 0.5) * map.cellCm);
        z += dark * (map.far + (row + 0.5) * map.cellCm);
        sum += dark;
      }
    }
    expect(sum).toBeGreaterThan(10);
    const shadow = (Math.atan2(x, -z) * 180) / Math.PI;
    const off = ((shadow - azimuth - 180 + 540) % 360) - 180;
    expect(Math.abs(((off + 540) % 360) - 180)).toBeLessThan(4);
  },
);

test('darkens a thin line where an upright product stands, and nothing far from it', () => {
  const layout = lowLayout();
  const product = block(layout);
  const picture = createRaster(200, 200, 3);
  picture.data.fill(0.5);
  darkenContact(picture, { layout, product, discs: DISCS, shadow: 1 });
  const at = (x: number, y: number) => picture.data[(y * 200 + x) * 3];
  const foot = product.top + product.height;
  expect(at(100, foot)).toBeLessThan(0.3);
  expect(at(100, foot + 8)).toBeGreaterThan(0.47);
  expect(at(100, product.top - 5)).toBe(0.5);
  expect(at(30, foot)).toBe(0.5);
});

async function reflectedOn(surface: SurfaceName): Promise<number> {
  const layout = lowLayout();
  const product = block(layout);
  const picture = createRaster(200, 200, 3);
  picture.data.fill(0.5);
  const material = await bakeMaterial({ surface, color: undefined }, 64);
  await reflectProduct(picture, { layout, product, material, gloss: 1, exposure: 1 });
  const at = ((Math.round(layout.baseY) + 8) * 200 + 100) * 3;
  return picture.data[at] - picture.data[at + 1];
}

test('mirrors the product on glossy surfaces only', async () => {
  expect(await reflectedOn('acrylic')).toBeGreaterThan(0.05);
  expect(await reflectedOn('mirror')).toBeGreaterThan(0.2);
  for (const surface of ['linen', 'sand', 'concrete', 'moss'] as const)
    expect(await reflectedOn(surface)).toBe(0);
});

test('mirrors what lies behind, turned upside down', async () => {
  const layout = lowLayout();
  const picture = createRaster(200, 200, 3);
  for (let y = 0; y < 90; y++)
    for (let x = 0; x < 200; x++) picture.data[(y * 200 + x) * 3 + (x < 100 ? 0 : 2)] = 1;
  const mirror = await keepBackdrop(picture, layout);
  if (mirror === undefined) throw new Error('Nothing behind was kept.');
  const left = new Float32Array(3);
  const right = new Float32Array(3);
  mirrorBackdrop(mirror, -0.12, 0.1, -0.98, 0.05, left);
  mirrorBackdrop(mirror, 0.12, 0.1, -0.98, 0.05, right);
  expect(left[0]).toBeGreaterThan(0.8);
  expect(left[2]).toBeLessThan(0.2);
  expect(right[2]).toBeGreaterThan(0.8);
  const before = new Float32Array([7, 7, 7]);
  mirrorBackdrop(mirror, 0, 0.4, 0.9, 0.05, before);
  expect([...before]).toEqual([7, 7, 7]);
});

test('sets a block under the product that stays on the canvas', async () => {
  const layout = lowLayout();
  const podium = planPodium(DISCS, layout);
  if (podium === undefined) throw new Error('No block was planned.');
  expect(podium.radiusCm).toBeGreaterThan(3);
  expect(layout.camera.project(0, -podium.heightCm, podium.radiusCm)[1]).toBeLessThan(200);
  expect(planPodium([], layout)).toBeUndefined();
  const picture = createRaster(200, 200, 3);
  const { rig, gobo } = {
    rig: rigFrom(60),
    gobo: { name: 'none', azimuthDeg: 60, phase: 0, unitCm: 17, edgeCm: 1 } as const,
  };
  renderPodiumSide(picture, {
    ...{ podium, camera: layout.camera, rig, gobo, floorAlbedo: [0.4, 0.4, 0.4], gloss: 1 },
    material: await bakeMaterial({ surface: 'concrete', color: undefined }, 64),
  });
  const middle = Math.round(layout.camera.project(0, -podium.heightCm / 2, podium.radiusCm)[1]);
  const lit = (x: number) => picture.data[(middle * 200 + x) * 3];
  const reach = layout.camera.project(podium.radiusCm, -podium.heightCm / 2, 0)[0] - 100;
  // The light comes from the right, from behind.
  expect(lit(Math.round(100 + reach * 0.9))).toBeGreaterThan(lit(Math.round(100 - reach * 0.9)) * 1.3);
  expect(lit(Math.round(100 + reach * 1.2))).toBe(0);
});
