import { mixRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Stage } from '../stage.ts';
import { curtain, paint, pick, sparkle } from './parts.ts';

/** Fluted dark panels with lines of gold, a pool of light, satin at the sides. */
export function paintLuxury(stage: Stage): void {
  const far = stage.layer(0.35);
  const base =
    stage.accent ?? pick(stage, [paint('#2a2f3d'), paint('#34262b'), paint('#1f322c'), paint('#2c2824')]);
  const step = 0.026;
  const center = stage.between(-0.1, 0.1);
  far.shade(-far.width, -0.12, far.width, far.height + 0.12, (x, y, out) => {
    const flute = (((x / step) % 1) + 1) % 1;
    const round = Math.sin(flute * Math.PI) ** 0.7;
    const lean = Math.cos(flute * Math.PI) * Math.sign(center || 1);
    const pool = Math.exp(-(((x - center) / 0.3) ** 2) - ((y - far.height * 0.5) / 0.3) ** 2);
    const level = (0.1 + 1.5 * pool) * (0.28 + 0.62 * round + 0.25 * Math.max(0, lean));
    out.set(mixRgb(scaleRgb(base, level), [0.3 * level, 0.22 * level, 0.13 * level], 0.2));
  });
  const gold: Rgb = [0.85, 0.56, 0.22];
  for (const at of [-0.34, 0.34]) {
    const x = at + center * 0.5;
    far.rect(x - 0.0032, -0.1, x + 0.0032, far.height + 0.1, scaleRgb(gold, 0.75));
    far.rect(x - 0.0012, -0.1, x + 0.0008, far.height + 0.1, scaleRgb(gold, 2));
  }
  const y = far.height * 0.9;
  far.rect(-far.width, y, far.width, y + 0.005, scaleRgb(gold, 0.8));
  const mid = stage.layer(1.2);
  for (const side of [-1, 1])
    curtain(mid, stage, {
      left: side * 0.53 - 0.1,
      right: side * 0.53 + 0.1,
      bottom: -0.1,
      tone: scaleRgb(base, 1.3),
      folds: 3.5,
      alpha: 0.98,
    });
  sparkle(mid, stage, {
    count: 12,
    bottom: 0.02,
    top: mid.height,
    level: 0.5,
    size: 0.9,
    colors: [
      [1.3, 0.86, 0.36],
      [1.2, 0.95, 0.6],
    ],
  });
}
