import { expect, test } from 'vitest';
import { luminance } from '../../color/srgb.ts';
import { loadEnvironment } from '../../light/environment.ts';
import { createRaster, type Raster } from '../../raster/raster.ts';
import { planScene } from '../../scene/plan-scene.ts';
import type { ScenePlan } from '../../scene/scene-plan.ts';
import type { SettingName } from '../../scene/scene-wish.ts';
import { SETTINGS } from '../../scene/settings.ts';
import { type Layout, layOut } from '../layout.ts';
import { horizonAbove } from './horizon.ts';
import { renderScenery } from './render-scenery.ts';
import { PAINTERS } from './scenes/painters.ts';

const SIDE = 128;
const environment = await loadEnvironment('forest');

function layoutFrom(elevationDeg: number, width = SIDE, height = SIDE): Layout {
  const product = { width: 100, height: 100, baseX: 50, baseY: 78, baseRadius: 0, elevationDeg };
  return layOut({ width, height, scale: 0.45, product, copy: { offer: false }, hasBackdrop: true });
}

async function render(plan: ScenePlan, seed = 5, layout = layoutFrom(5)): Promise<Raster> {
  const target = createRaster(layout.camera.width, layout.camera.height, 3);
  await renderScenery(target, { plan, layout, environment, seed });
  return target;
}

/** A plan for each painted setting, in its own light. */
const plans = (Object.keys(PAINTERS) as SettingName[]).map((name) => ({
  ...planScene('', ''),
  ...SETTINGS[name],
  name,
}));

/** Mean colours of a 4 × 3 grid of the strip above the surface, tone mapped roughly: layout and colour of a picture. */
function signature({ width, data }: Raster, rows: number): number[] {
  const cells = new Array<number>(36).fill(0);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const cell = (Math.floor((y / rows) * 3) * 4 + Math.floor((x / width) * 4)) * 3;
      for (let c = 0; c < 3; c++) {
        const value = data[(y * width + x) * 3 + c];
        cells[cell + c] += value / (1 + value) / ((rows * width) / 12);
      }
    }
  return cells;
}

function distance(a: number[], b: number[]): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
}

test('gives every setting a backdrop of its own, finite everywhere, and nothing below the edge', async () => {
  const rows = Math.floor(layoutFrom(5).edgeY);
  const signatures: number[][] = [];
  for (const plan of plans) {
    const picture = await render(plan);
    expect(picture.data.every(Number.isFinite), plan.name).toBe(true);
    expect(picture.data.subarray((rows + 1) * SIDE * 3).every((value) => value === 0)).toBe(true);
    signatures.push(signature(picture, rows));
  }
  expect(plans.length).toBeGreaterThanOrEqual(20);
  for (let i = 0; i < plans.length; i++)
    for (let k = 0; k < i; k++)
      expect(distance(signatures[i], signatures[k]), `${plans[i].name} and ${plans[k].name}`).toBeGreaterThan(
        0.035,
      );
});

test('is the same for the same seed and another for another, of the same light', async () => {
  const rows = Math.floor(layoutFrom(5).edgeY);
  for (const plan of plans) {
    const one = await render(plan);
    expect((await render(plan)).data, plan.name).toEqual(one.data);
    const other = await render(plan, 6);
    expect(other.data, plan.name).not.toEqual(one.data);
    expect(distance(signature(one, rows), signature(other, rows)), plan.name).toBeLessThan(0.35);
  }
});

function meanColor({ width, data }: Raster, rows: number): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < rows * width * 3; i++) sum[i % 3] += data[i] / (rows * width);
  return sum;
}

test('darkens from noon to night, and warms at the golden hour', async () => {
  const layout = layoutFrom(5);
  const color = async (prompt: string) =>
    meanColor(await render(planScene(prompt, '')), Math.floor(layout.edgeY));
  for (const place of ['beach', 'mountains', 'garden', 'sky', 'city']) {
    const [noon, golden, blue, night] = await Promise.all(
      ['at noon', 'at golden hour', 'in the blue hour', 'at night'].map((time) => color(`${place} ${time}`)),
    );
    expect(luminance(...blue), place).toBeLessThan(0.7 * luminance(...noon));
    if (place !== 'city') expect(luminance(...night), place).toBeLessThan(0.3 * luminance(...noon));
    expect(golden[0] / golden[2], place).toBeGreaterThan(1.3 * (noon[0] / noon[2]));
    if (place !== 'city') expect(blue[2] / blue[0], place).toBeGreaterThan(noon[2] / noon[0]);
  }
});

test('shows round lights, and none when they are unwanted', async () => {
  const bright = async (plan: ScenePlan) =>
    (await render(plan, 5)).data.reduce((n, v) => n + (v > 0.9 ? 1 : 0), 0);
  expect(await bright(planScene('city at night', ''))).toBeGreaterThan(300);
  expect(await bright(planScene('city at night', 'bokeh'))).toBeLessThan(60);
});

test('blurs more with a shallow depth of field', async () => {
  const detail = async (prompt: string) => {
    const { data } = await render(planScene(prompt, 'bokeh'));
    let sum = 0;
    for (let i = 3; i < SIDE * 40 * 3; i++) sum += Math.abs(data[i] - data[i - 3]);
    return sum;
  };
  expect(await detail('library, shallow depth of field')).toBeLessThan(
    0.75 * (await detail('library, deep focus')),
  );
});

test('puts the horizon where the camera sees it', async () => {
  const layout = layoutFrom(5, 512, 512);
  const horizonY = layout.edgeY - horizonAbove(layout) * 512;
  const [, far] = layout.camera.project(0, 0, -1e6);
  expect(horizonY).toBeCloseTo(far, 0);
  // The sea is darker and bluer than the sky above it: the step is at the horizon's row.
  const { data } = await render(planScene('beach, deep focus, noon', ''), 5, layout);
  const row = (y: number) => data[(y * 512 + 256) * 3] / data[(y * 512 + 256) * 3 + 2];
  expect(row(Math.round(horizonY) + 6)).toBeLessThan(row(Math.round(horizonY) - 6) - 0.03);
});

test('lifts a horizon that the camera looks too steeply to see into the strip above the surface', () => {
  const layout = layoutFrom(57, 512, 512);
  const height = horizonAbove(layout) * 512;
  expect(height).toBeGreaterThan(0.2 * layout.edgeY);
  expect(height).toBeLessThan(0.7 * layout.edgeY);
});

test.each([
  [728, 90],
  [108, 192],
  [192, 108],
  [64, 64],
])('paints %d × %d canvases', async (width, height) => {
  const layout = layoutFrom(20, width, height);
  for (const plan of plans)
    expect((await render(plan, 3, layout)).data.every(Number.isFinite), plan.name).toBe(true);
});
