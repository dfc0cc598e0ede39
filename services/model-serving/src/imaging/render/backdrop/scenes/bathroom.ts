import { multiplyRgb, scaleRgb } from '../../../color/rgb.ts';
import type { Stage } from '../stage.ts';
import { LEAVES, roomLight } from './home.ts';
import { foliage, gradient, paint, WARM } from './parts.ts';

/** A bathroom or spa: large tiles, round mirror, towels, stones, candles, a frond, steam. */
export function paintBathroom(stage: Stage): void {
  const { lamps } = stage.atmosphere;
  const light = roomLight(stage, 0.75);
  const side = stage.random() < 0.5 ? -1 : 1;
  const far = stage.layer(0.55);
  const tile = multiplyRgb(stage.accent ?? paint('#a9bfba'), light);
  gradient(far, [scaleRgb(tile, 0.62), scaleRgb(tile, 0.68)]);
  const size = 0.105;
  const shift = stage.between(0, size);
  for (let y = -0.02; y < far.height + 0.1; y += size)
    for (let x = -far.width / 2 - shift - size; x < far.width / 2 + size; x += size) {
      const tone = scaleRgb(tile, stage.between(0.88, 1.1));
      far.rect(x + 0.0022, y + 0.0022, x + size - 0.0022, y + size - 0.0022, tone);
      far.polygon(
        [
          [x + 0.01, y + size - 0.008],
          [x + size * 0.6, y + size - 0.008],
          [x + size * 0.2, y + 0.012],
          [x + 0.01, y + 0.012],
        ],
        scaleRgb(tone, 1.16),
        0.35,
      );
    }
  const mx = side * 0.27;
  const my = Math.max(0.2, far.height * 0.66);
  far.glow(mx, my, 0.19, 0.19, scaleRgb([1, 0.93, 0.8], 0.16 + 0.28 * lamps));
  far.ellipse(mx, my, 0.128, 0.128, multiplyRgb(paint('#c8a86a'), light));
  far.ellipse(mx, my, 0.12, 0.12, scaleRgb(multiplyRgb(paint('#e6eff0'), light), 1.2));
  far.ellipse(mx - 0.03, my - 0.04, 0.07, 0.06, multiplyRgb(paint('#d3dedd'), light), 0.6);
  const mid = stage.layer(0.75);
  const shelfY = 0.02;
  mid.rect(-mid.width, -0.1, mid.width, shelfY, multiplyRgb(paint('#8a6a4a'), scaleRgb(light, 0.8)));
  // Rolled towels in a pyramid.
  const tx = -side * 0.31;
  const towel = multiplyRgb(paint('#f7f3ec'), light);
  for (const [dx, dy] of [
    [-0.062, 0],
    [0, 0],
    [0.062, 0],
    [-0.031, 0.052],
    [0.031, 0.052],
  ]) {
    mid.ellipse(tx + dx, shelfY + 0.03 + dy, 0.033, 0.031, scaleRgb(towel, 0.95));
    mid.ellipse(tx + dx, shelfY + 0.03 + dy, 0.02, 0.019, scaleRgb(towel, 0.74));
    mid.ellipse(tx + dx, shelfY + 0.03 + dy, 0.012, 0.011, scaleRgb(towel, 0.98));
  }
  // Hot stones and candles.
  const sx = side * 0.13;
  for (const [dy, r] of [
    [0.014, 0.044],
    [0.037, 0.033],
    [0.055, 0.023],
  ]) {
    mid.ellipse(sx, shelfY + dy, r, 0.014, multiplyRgb(paint('#4a4f50'), light));
    mid.ellipse(
      sx - r * 0.25,
      shelfY + dy + 0.006,
      r * 0.5,
      0.004,
      multiplyRgb(paint('#a8b0b0'), light),
      0.7,
    );
  }
  for (const dx of [0.24, 0.31, 0.4]) {
    const h = stage.between(0.03, 0.06);
    const x = side * dx;
    mid.rect(x - 0.018, shelfY, x + 0.018, shelfY + h, multiplyRgb(paint('#f1e4cf'), scaleRgb(light, 1.05)));
    mid.glow(x, shelfY + h + 0.012, 0.05, 0.05, scaleRgb(WARM, 0.3 + 0.3 * lamps));
    if (stage.hasLights) mid.light(x, shelfY + h + 0.014, scaleRgb(WARM, 1.3), 0.75);
  }
  foliage(mid, stage, {
    x: -side * 0.52,
    y: 0.16,
    radius: 0.13,
    leaf: 0.024,
    count: 80,
    tones: LEAVES,
    light: light[1] * 0.9,
  });
  // Steam.
  for (let i = 0; i < 5; i++)
    mid.glow(
      stage.between(-0.4, 0.4),
      stage.between(0.05, mid.height),
      stage.between(0.09, 0.2),
      stage.between(0.05, 0.09),
      scaleRgb(light, 0.075),
    );
}
