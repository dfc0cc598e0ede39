import { beforeAll, expect, test } from 'vitest';
import { luminance } from '../../color/srgb.ts';
import { buildLightMap, type LightMap } from '../../light/light-map.ts';
import { createLightRig, type LightRig } from '../../light/light-rig.ts';
import { createRaster, type Raster } from '../../raster/raster.ts';
import { planScene } from '../../scene/plan-scene.ts';
import { arrangeScene } from '../arrange-scene.ts';
import { type Layout, layOut, PRODUCT_CM } from '../layout.ts';
import { standWall } from '../stand-wall.ts';
import { renderWall, wallDepth } from './render-wall.ts';
import { COURSE_CM } from './wall-materials.ts';

const SIDE = 192;
const product = { width: 100, height: 100, baseX: 50, baseY: 78, baseRadius: 0, elevationDeg: 12 };
const plain = layOut({
  width: SIDE,
  height: SIDE,
  scale: 0.45,
  product,
  copy: { offer: false },
  hasBackdrop: true,
});
const plan = { ...planScene('plaster wall', ''), gobo: 'none' as const };
let layout: Layout;
let rig: LightRig;
let lightMap: LightMap;

beforeAll(async () => {
  layout = standWall(plan, plain);
  rig = await createLightRig({ ...plan, ...arrangeScene(plan, 7) });
  lightMap = await buildLightMap(rig, []);
});

async function render(options: Partial<Parameters<typeof renderWall>[1]> = {}): Promise<Raster> {
  const target = createRaster(SIDE, SIDE, 3);
  await renderWall(target, { plan, layout, rig, lightMap, seed: 3, blurRadius: 0.5, ...options });
  return target;
}

const level = ({ data }: Raster, x: number, y: number) => {
  const at = (Math.round(y) * SIDE + Math.round(x)) * 3;
  return luminance(data[at], data[at + 1], data[at + 2]);
};

function rowMean(picture: Raster, y: number): number {
  let sum = 0;
  for (let x = 0; x < SIDE; x++) sum += level(picture, x, y) / SIDE;
  return sum;
}

test('stands near the product, on the row that the camera gives its foot', () => {
  const z = wallDepth(layout);
  expect(z).toBeLessThan(-PRODUCT_CM / 2);
  expect(z).toBeGreaterThan(-3 * PRODUCT_CM);
  expect(layout.camera.project(0, 0, z)[1]).toBeCloseTo(layout.edgeY, 1);
  expect(standWall(planScene('beach', ''), plain)).toBe(plain);
});

test('is lit by a key light that stands before it, and darker at its foot', async () => {
  for (let seed = 0; seed < 8; seed++)
    expect(Math.abs(arrangeScene(plan, seed).azimuthDeg)).toBeGreaterThan(95);
  expect(Math.abs(arrangeScene({ ...plan, azimuthDeg: -70 }, 1).azimuthDeg)).toBeGreaterThan(95);
  const picture = await render();
  const foot = rowMean(picture, layout.edgeY - 2);
  const middle = rowMean(picture, layout.edgeY * 0.6);
  expect(middle).toBeGreaterThan(0.15);
  expect(foot).toBeLessThan(0.93 * middle);
});

test('takes the pattern of the key light', async () => {
  const shaded = await render({ gobo: () => 0.1 });
  expect(rowMean(shaded, 40)).toBeLessThan(0.75 * rowMean(await render(), 40));
  const half = await render({ gobo: (x) => (x < 0 ? 0.1 : 1) });
  const values = Array.from({ length: SIDE }, (_, x) => level(half, x, 40));
  expect(Math.min(...values)).toBeLessThan(0.8 * Math.max(...values));
});

test('lays bricks in courses, seen in the perspective of the camera', async () => {
  const brick = planScene('red brick wall, noon', '');
  expect(brick).toMatchObject({ backdrop: 'wall', wall: 'brick' });
  expect(brick.neon).toBeUndefined();
  const { data } = await render({ plan: brick });
  const z = wallDepth(layout);
  /** Mean of red over blue along a level line of the wall. */
  const redness = (heightCm: number) => {
    let sum = 0;
    for (let x = -15; x <= 15; x++) {
      const [px, py] = layout.camera.project(x, heightCm, z);
      const at = (Math.floor(py) * SIDE + Math.floor(px)) * 3;
      sum += data[at] / Math.max(1e-4, data[at + 2]) / 31;
    }
    return sum;
  };
  for (const course of [1, 2, 3])
    expect(redness((course + 0.5) * COURSE_CM), `course ${course}`).toBeGreaterThan(
      1.2 * redness(course * COURSE_CM),
    );
});

test('glows in two colours from tubes', async () => {
  const neon = planScene('brick wall at night, neon', '');
  expect(neon.neon).toBeDefined();
  const { data } = await render({ plan: neon });
  const color = (x: number, y: number) =>
    Array.from(data.subarray((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3));
  const left = color(Math.round(SIDE * 0.1), Math.round(layout.edgeY * 0.15));
  const right = color(Math.round(SIDE * 0.92), Math.round(layout.edgeY * 0.55));
  expect(left[0] / left[2]).toBeGreaterThan(2 * (right[0] / right[2]));
});
