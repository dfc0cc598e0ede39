import { expect, test } from 'vitest';
import { createCamera } from '../../camera/camera.ts';
import { createRaster } from '../../raster/raster.ts';
import type { PropName } from '../../scene/scene-wish.ts';
import type { Layout } from '../layout.ts';
import { copyBox } from './copy-box.ts';
import { TEXEL } from './prop-shape.ts';
import { PROPS } from './prop-shapes.ts';
import { createPropRows, type PropsOptions, preparePropRows, renderProps } from './render-props.ts';
import { type CanvasBox, propBox, scatterProps } from './scatter-props.ts';

const NAMES = Object.keys(PROPS) as PropName[];
const SIDE = 240;
const PRODUCT: CanvasBox = { left: 70, top: 90, right: 170, bottom: 200 };

function layout(): Layout {
  const camera = createCamera({
    ...{ width: SIDE, height: SIDE, heightCm: 34, distanceCm: 32, pitchDeg: 38, verticalFovDeg: 37 },
  });
  const [baseX, baseY] = camera.project(0, 0, 0);
  return { camera, productScale: 1, baseX, baseY, footShift: 0, cmPerPixel: 0.1, edgeY: 30 };
}

const scatter = (name: PropName, seed: number) => {
  const scene = layout();
  return scatterProps({
    layout: scene,
    names: [name],
    product: PRODUCT,
    copy: copyBox(scene, PRODUCT),
    seed,
  });
};

test.each(NAMES)('strews %s clear of product and copy, otherwise for every seed', (name) => {
  const scene = layout();
  for (const seed of [1, 2, 3]) {
    const props = scatter(name, seed);
    expect(props.length).toBeGreaterThan(0);
    for (const prop of props) {
      const box = propBox(scene, prop);
      const hits =
        box.left < PRODUCT.right &&
        box.right > PRODUCT.left &&
        box.top < PRODUCT.bottom &&
        box.bottom > PRODUCT.top;
      expect(hits).toBe(false);
      expect(scene.camera.project(prop.x, 0, prop.z)[1]).toBeGreaterThan(scene.edgeY);
    }
    expect(scatter(name, seed)).toEqual(props);
  }
  expect(scatter(name, 1)).not.toEqual(scatter(name, 2));
});

test.each(NAMES)('gives %s a solid that stays in its bounds and rests on the ground', (name) => {
  const { shape } = PROPS[name];
  const texel = new Float32Array(TEXEL.size);
  for (const variation of [0.1, 0.45, 0.9]) {
    let lowest = 9;
    let furthest = 0;
    let finite = true;
    const step = shape.boundCm / 14;
    for (let x = -shape.boundCm; x <= shape.boundCm; x += step) {
      for (let z = -shape.boundCm; z <= shape.boundCm; z += step) {
        for (let y = -0.2; y <= shape.heightCm * 1.5; y += shape.heightCm / 16) {
          const distance = shape.distance(x, y, z, variation);
          finite &&= Number.isFinite(distance);
          if (distance > step * 0.3) continue;
          lowest = Math.min(lowest, y);
          furthest = Math.max(furthest, Math.hypot(x, y - shape.heightCm / 2, z));
        }
      }
    }
    expect(finite).toBe(true);
    expect(lowest).toBeLessThan(0.3);
    expect(furthest).toBeLessThan(shape.boundCm * 1.1);
    shape.shade(0.2, shape.heightCm / 2, 0.1, variation, texel);
    expect(texel.every((value) => Number.isFinite(value) && value >= -0.01)).toBe(true);
  }
});

function options(name: PropName, seed: number): PropsOptions {
  return {
    layout: layout(),
    props: scatter(name, seed),
    rig: {
      prefiltered: {
        levels: Array.from({ length: 6 }, () => ({ size: 2, data: new Float32Array(48).fill(0.2) })),
        harmonics: Float64Array.from({ length: 27 }, (_, i) => (i < 3 ? 2 : 0)),
      },
      environmentIrradiance: [1, 1, 1],
      key: {
        direction: [0.5, 0.7, -0.51],
        samples: [[0.5, 0.7, -0.51]],
        irradiance: [2, 2, 2],
        radiusRad: 0.05,
      },
    },
    lightMap: {
      left: 0,
      far: 0,
      cellCm: 1,
      columns: 1,
      rows: 1,
      data: new Float32Array(4).fill(1),
      open: [1, 1, 1, 1],
    },
    gobo: { name: 'none', azimuthDeg: 45, phase: 0, unitCm: 17, edgeCm: 1 },
    groundAlbedo: [0.4, 0.4, 0.4],
    shadow: 1,
  };
}

function grey() {
  const picture = createRaster(SIDE, SIDE, 3);
  picture.data.fill(0.5);
  return picture;
}

async function rendered(name: PropName, seed: number): Promise<Float32Array> {
  const picture = grey();
  await renderProps(picture, options(name, seed));
  return picture.data;
}

test('draws props and their shadows, the same every time, another way for another seed', async () => {
  const one = await rendered('pebbles', 4);
  let darker = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      if (one[(y * SIDE + x) * 3] < 0.35) darker++;
    }
  }
  expect(one.every(Number.isFinite)).toBe(true);
  expect(darker).toBeGreaterThan(200);
  expect(await rendered('pebbles', 4)).toEqual(one);
  expect(await rendered('pebbles', 5)).not.toEqual(one);
});

test('makes the same of rows in any bands', () => {
  const whole = grey();
  createPropRows(preparePropRows(whole, options('gift boxes', 3)))(0, SIDE);
  const parts = grey();
  const rows = createPropRows(preparePropRows(parts, options('gift boxes', 3)));
  for (const [from, to] of [
    [150, 240],
    [0, 90],
    [90, 150],
  ])
    rows(from, to);
  expect(parts.data).toEqual(whole.data);
  expect(whole.data.some((value) => value !== 0.5)).toBe(true);
});

test('mirrors a prop in a glossy surface below its foot, the more the glossier', async () => {
  const own = { ...options('candles', 2) };
  own.props = [{ ...own.props[0], x: 0, z: 0 }];
  const changed = async (mirror: number) => {
    const picture = grey();
    await renderProps(picture, { ...own, mirror });
    const dull = grey();
    await renderProps(dull, own);
    const foot = layout().camera.project(0, 0, own.props[0].scale * PROPS.candles.shape.footCm)[1];
    let above = 0;
    let below = 0;
    picture.data.forEach((value, i) => {
      const difference = Math.abs(value - dull.data[i]);
      if (i / 3 / SIDE < foot - 8) above += difference;
      else below += difference;
    });
    return { above, below };
  };
  const half = await changed(0.5);
  expect(half.below).toBeGreaterThan(5);
  expect(half.above).toBeLessThan(0.1 * half.below);
  expect((await changed(0.2)).below).toBeLessThan(0.6 * half.below);
  expect((await changed(0)).below).toBe(0);
});
