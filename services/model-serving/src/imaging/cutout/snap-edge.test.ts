import { expect, test } from 'vitest';
import { cellAt, edgePicture } from './edge-picture.fixture.ts';
import { snapEdge } from './snap-edge.ts';

const kind = (x: number) => (x < 10 ? 'product' : x > 30 ? 'background' : 'unknown');
// The contour is at 24; the prior has it at 21.
const picture = edgePicture(40, 20, (x) => (x < 24 ? [180, 60, 50] : [90, 120, 150]), kind);
const prior = Float32Array.from(picture.band.cells, (i) => (i % 40 < 21 ? 1 : 0));
const none = new Float32Array(prior.length);

test('moves the edge to the picture’s contour', () => {
  const chance = snapEdge(picture.data, picture.band, prior, none, 60);
  expect(cellAt(picture, chance, 22, 10)).toBeGreaterThan(0.5);
  expect(cellAt(picture, chance, 25, 10)).toBeLessThan(0.5);
});

test('follows what colours say against the prior', () => {
  const full = new Float32Array(prior.length).fill(1);
  const doubted = snapEdge(picture.data, picture.band, full, full, 60);
  expect(cellAt(picture, doubted, 28, 10)).toBeLessThan(0.5);
  const trusted = snapEdge(
    picture.data,
    picture.band,
    none,
    none.map(() => -1),
    60,
  );
  expect(cellAt(picture, trusted, 28, 10)).toBeGreaterThan(0.5);
});
