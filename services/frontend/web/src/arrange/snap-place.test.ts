import { expect, it } from 'vitest';
import { snapPlace } from './snap-place.ts';

/** A cup with its handle at the right: the box's middle is a tenth of its height right of the foot. */
const OPTIONS = {
  present: { x: 0.42, y: 0.75, scale: 0.4 },
  shape: { left: -0.4, right: 0.6, top: -0.9, bottom: 0.1 },
  aspect: 2,
  reach: { x: 0.01, y: 0.01 },
};

it('holds the foot on the middle, the thirds and where it stood', () => {
  const at = (x: number) => snapPlace({ x, y: 0.9, scale: 0.4 }, OPTIONS);
  expect(at(0.494).place.x).toBeCloseTo(0.5, 9);
  expect(at(0.494).x).toEqual({ at: 0.5, isPresent: false });
  expect(at(0.669).place.x).toBeCloseTo(2 / 3, 9);
  expect(at(0.415).x).toEqual({ at: 0.42, isPresent: true });
  expect(at(0.415).y).toBeUndefined();
  expect(at(0.415).place.y).toBe(0.9);
});

it('holds the middle of the box on a line as well, whichever is nearer', () => {
  // The box's middle is 0.1 × 0.4 / 2 = 0.02 of the width right of the foot.
  const { place, x } = snapPlace({ x: 0.477, y: 0.9, scale: 0.4 }, OPTIONS);
  expect(place.x).toBeCloseTo(0.48, 9);
  expect(x).toEqual({ at: 0.5, isPresent: false });
});

it('lets go beyond its reach, across and down apart', () => {
  const free = { x: 0.45, y: 0.6, scale: 0.3 };
  expect(snapPlace(free, OPTIONS)).toEqual({ place: free });
  const level = snapPlace({ x: 0.45, y: 0.744, scale: 0.4 }, OPTIONS);
  expect(level.place).toEqual({ x: 0.45, y: 0.75, scale: 0.4 });
});
