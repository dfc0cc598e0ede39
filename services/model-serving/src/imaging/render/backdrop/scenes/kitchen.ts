import { multiplyRgb, scaleRgb } from '../../../color/rgb.ts';
import type { Stage } from '../stage.ts';
import { LEAVES, outlook, roomLight } from './home.ts';
import { foliage, gradient, paint, pendant, pick, sparkle } from './parts.ts';

/** A bright kitchen: window with green outside, white tiles, a board with bowls, a plant and a lamp. */
export function paintKitchen(stage: Stage): void {
  const light = roomLight(stage, 0.78);
  const side = stage.random() < 0.5 ? -1 : 1;
  const wall = multiplyRgb(stage.accent ?? paint('#f2efe8'), light);
  const far = stage.layer(1);
  gradient(far, [scaleRgb(wall, 0.62), scaleRgb(wall, 0.78), scaleRgb(wall, 0.64)]);
  far.glow(side * -0.27, far.height * 0.5, 0.3, 0.22, scaleRgb(light, 0.16));
  outlook(far, stage, {
    x: side * -0.27,
    half: 0.19,
    bottom: 0.055,
    top: Math.max(0.3, far.height * 0.94),
    frame: multiplyRgb(paint('#f7f5f0'), scaleRgb(light, 0.9)),
    bars: 1,
  });
  const mid = stage.layer(0.6);
  // Tiles between worktop and shelf.
  const tileTop = Math.min(0.17, mid.height * 0.5);
  const from = side > 0 ? -0.04 : -mid.width / 2 - 0.1;
  const to = side > 0 ? mid.width / 2 + 0.1 : 0.04;
  for (let y = 0; y < tileTop - 0.01; y += 0.034)
    for (let x = from - (Math.round(y / 0.034) % 2) * 0.034; x < to; x += 0.068)
      mid.rect(
        Math.max(from, x + 0.002),
        y + 0.002,
        Math.min(to, x + 0.066),
        y + 0.032,
        scaleRgb(wall, stage.between(0.9, 1.12)),
        0.85,
      );
  mid.rect(from, tileTop, to, tileTop + 0.013, multiplyRgb(paint('#b98a58'), light));
  mid.rect(from, tileTop - 0.02, to, tileTop, multiplyRgb(paint('#5b5148'), light), 0.18);
  for (let x = from + 0.05; x < to - 0.06; ) {
    const kind = stage.random();
    const tone = multiplyRgb(
      paint(pick(stage, ['#e9e2d6', '#c98f63', '#7f9a8b', '#d8b98a', '#b6c4c8', '#f6f3ec'])),
      light,
    );
    if (kind < 0.45) {
      const r = stage.between(0.028, 0.04);
      mid.polygon(
        [
          [x, tileTop + 0.013 + r],
          [x + 2 * r, tileTop + 0.013 + r],
          [x + 1.5 * r, tileTop + 0.013],
          [x + 0.5 * r, tileTop + 0.013],
        ],
        tone,
      );
      x += 2 * r;
    } else if (kind < 0.8) {
      const w = stage.between(0.03, 0.045);
      const h = stage.between(0.06, 0.1);
      mid.rect(x, tileTop + 0.013, x + w, tileTop + 0.013 + h, tone);
      mid.rect(x, tileTop + 0.013 + h, x + w, tileTop + 0.025 + h, multiplyRgb(paint('#a9794a'), light));
      mid.rect(x + w * 0.14, tileTop + 0.02, x + w * 0.26, tileTop + h, scaleRgb(tone, 1.35), 0.7);
      x += w;
    } else {
      mid.rect(x, tileTop + 0.013, x + 0.05, tileTop + 0.055, multiplyRgb(paint('#d0714a'), light));
      foliage(mid, stage, {
        x: x + 0.025,
        y: tileTop + 0.085,
        radius: 0.045,
        leaf: 0.011,
        count: 60,
        tones: LEAVES,
        light: light[1] * 1.1,
      });
      x += 0.05;
    }
    x += stage.between(0.015, 0.06);
  }
  pendant(mid, stage, {
    x: side * 0.3,
    y: mid.height - 0.06,
    size: 0.1,
    shade: multiplyRgb(paint('#d9a441'), light),
    level: 0.15 + 0.75 * stage.atmosphere.lamps,
  });
  sparkle(mid, stage, {
    count: 7,
    bottom: 0.02,
    top: mid.height,
    level: 0.55,
    size: 0.7,
    colors: [
      [1, 1, 0.96],
      [1, 0.95, 0.85],
    ],
  });
}
