import { expect, it } from 'vitest';
import { measuredStanding, reportedStanding } from './standing.ts';

it('takes what step 1 told', () => {
  const standing = reportedStanding(
    {
      ...{ x: 0.4, y: 0.8, scale: 0.5, elevationDeg: 30, rollDeg: -3 },
      ...{ cutoutFootX: 320, cutoutFootY: 700, cutoutScale: 0.8, risesFromEdge: false },
    },
    1000,
  );
  // Half of 1,000 rows at 0.8 rows for each of the cut-out.
  expect(standing.boxHeight).toBeCloseTo(625, 9);
  expect(standing).toMatchObject({
    place: { x: 0.4, y: 0.8, scale: 0.5 },
    footX: 320,
    footY: 700,
    rollDeg: -3,
  });
});

const BOXES = {
  maskBox: { left: 300, right: 500, top: 400, bottom: 700 },
  cutoutBox: { left: 60, right: 460, top: 20, bottom: 620 },
  canvas: { width: 1000, height: 1000 },
};

it('reads from the mask where a product of an older version stands', () => {
  // Seen from 45 degrees, the camera's axis 5 degrees above that: the foot is below the middle.
  const camera = { heightCm: 40, distanceCm: 40, pitchDeg: 35, verticalFovDeg: 40 };
  const standing = measuredStanding({ ...BOXES, camera, asked: {} });
  const y = 0.5 + (0.5 / Math.tan((20 * Math.PI) / 180)) * Math.tan((10 * Math.PI) / 180);
  expect(y).toBeLessThan(0.8);
  expect(standing.place.x).toBeCloseTo(0.4, 9);
  expect(standing.place.scale).toBeCloseTo(0.3, 9);
  expect(standing.boxHeight).toBe(600);
  expect(standing.footX).toBeCloseTo(260, 9);
  expect(standing.elevationDeg).toBeCloseTo(45, 9);
});

it('believes the spec, then the camera, then the outline', () => {
  const level = { heightCm: 10, distanceCm: 40, pitchDeg: 8, verticalFovDeg: 40 };
  const seen = Math.tan(Math.atan2(10, 40) - (8 * Math.PI) / 180);
  const byCamera = measuredStanding({ ...BOXES, camera: level, asked: {} });
  expect(byCamera.place.y).toBeCloseTo(0.5 + (0.5 / Math.tan((20 * Math.PI) / 180)) * seen, 9);
  // The camera looks at a foot that the mask does not have: a background of one's own.
  const elsewhere = { ...level, pitchDeg: 40 };
  expect(measuredStanding({ ...BOXES, camera: elsewhere, asked: {} }).place.y).toBeCloseTo(0.67, 9);
  const asked = measuredStanding({ ...BOXES, camera: level, asked: { x: 0.35, y: 0.66 } });
  expect(asked.place).toEqual({ x: 0.35, y: 0.66, scale: 0.3 });
  expect(asked.footX).toBeCloseTo(60 + 100, 9);
  expect(asked.footY).toBeCloseTo(20 + 520, 9);
});

it('measures by the width where the canvas cuts the product off', () => {
  const maskBox = { ...BOXES.maskBox, bottom: 1000 };
  const standing = measuredStanding({ ...BOXES, maskBox, camera: undefined, asked: {} });
  expect(standing.place.scale).toBeCloseTo((600 * 200) / 400 / 1000, 9);
});
