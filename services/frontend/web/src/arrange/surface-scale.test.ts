import { expect, it } from 'vitest';
import { createCamera } from '../../../../model-serving/src/imaging/camera/camera.ts';
import { layOut } from '../../../../model-serving/src/imaging/render/layout.ts';
import { footInPicture, scaleOnSurface } from './surface-scale.ts';

const CAMERA = { heightCm: 22, distanceCm: 40, pitchDeg: 18, verticalFovDeg: 34 };

it.each([
  CAMERA,
  { ...CAMERA, heightCm: 60, pitchDeg: 48 },
  { ...CAMERA, heightCm: 9, pitchDeg: 3, verticalFovDeg: 50 },
])('follows what the engine’s camera makes of a board on the surface: %o', (camera) => {
  const engine = createCamera({ width: 900, height: 600, ...camera });
  /** A board of 1 cm across, z cm before the product. */
  const seen = (z: number) => {
    const [left, y] = engine.project(-0.5, 0, z);
    const [right] = engine.project(0.5, 0, z);
    return { y: y / 600, wide: right - left };
  };
  const from = seen(0);
  for (const z of [-30, -10, 8]) {
    const to = seen(z);
    const scale = scaleOnSurface(to.y, { y: from.y, scale: 0.4 }, camera);
    expect(scale).toBeCloseTo((0.4 * to.wide) / from.wide, 6);
  }
});

it('knows no size at the horizon and above it, nor on a surface seen from right above', () => {
  const horizon = 0.5 - Math.tan((18 * Math.PI) / 180) * (0.5 / Math.tan((17 * Math.PI) / 180));
  const from = { y: 0.8, scale: 0.4 };
  expect(scaleOnSurface(horizon + 0.01, from, CAMERA)).toBeGreaterThan(0);
  expect(scaleOnSurface(horizon - 0.01, from, CAMERA)).toBeUndefined();
  expect(scaleOnSurface(0.6, from, { ...CAMERA, pitchDeg: 88 })).toBeUndefined();
});

it('finds the foot where the engine’s layout put it', () => {
  const product = { width: 200, height: 160, baseX: 100, baseY: 110, baseRadius: 60, elevationDeg: 35 };
  for (const y of [0.6, 0.8]) {
    const layout = layOut({
      ...{ width: 1024, height: 1280, scale: 0.4, product, x: 0.3, y },
      ...{ copy: { offer: false }, hasBackdrop: true },
    });
    expect(footInPicture(layout.camera)).toBeCloseTo(layout.baseY / 1280, 6);
  }
});
