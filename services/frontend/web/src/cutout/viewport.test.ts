import { expect, it } from 'vitest';
import { fit, panBy, reveal, toCanvas, toPicture, zoomAt } from './viewport.ts';

const PICTURE = { width: 4000, height: 2000 };
const CANVAS = { width: 1000, height: 800 };

it('shows all of a picture in the middle, a small one enlarged but little', () => {
  const view = fit(PICTURE, CANVAS);
  expect(toCanvas(view, { x: 2000, y: 1000 })).toEqual({ x: 500, y: 400 });
  expect(view.scale * 4000).toBeCloseTo(920);
  expect(fit({ width: 10, height: 10 }, CANVAS).scale).toBe(4);
});

it('enlarges around a point, which stays, within bounds', () => {
  const at = { x: 700, y: 300 };
  const before = fit(PICTURE, CANVAS);
  const after = zoomAt(before, at, 3, PICTURE, CANVAS);
  expect(after.scale).toBeCloseTo(3 * before.scale);
  const [kept, was] = [toPicture(after, at), toPicture(before, at)];
  expect(kept.x).toBeCloseTo(was.x);
  expect(kept.y).toBeCloseTo(was.y);
  expect(zoomAt(after, at, 1e9, PICTURE, CANVAS).scale).toBe(32);
  expect(zoomAt(after, at, 1e-9, PICTURE, CANVAS).scale).toBeCloseTo(before.scale / 2);
});

it('cannot lose the picture, and brings the brush back into sight', () => {
  const view = panBy(fit(PICTURE, CANVAS), { x: 1e6, y: -1e6 }, PICTURE, CANVAS);
  expect(view.x).toBeLessThan(CANVAS.width);
  expect(view.y + PICTURE.height * view.scale).toBeGreaterThan(0);
  const close = zoomAt(fit(PICTURE, CANVAS), { x: 500, y: 400 }, 20, PICTURE, CANVAS);
  const shown = toCanvas(reveal(close, { x: 0, y: 2000 }, CANVAS), { x: 0, y: 2000 });
  expect(shown.x).toBeCloseTo(100);
  expect(shown.y).toBeCloseTo(720);
});
