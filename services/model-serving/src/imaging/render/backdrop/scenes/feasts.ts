import { mixRgb, multiplyRgb, type Rgb, scaleRgb } from '../../../color/rgb.ts';
import type { Stage } from '../stage.ts';
import { curtain, foliage, gradient, paint, pick, ROOM_WARM, sparkle, stringLights, WARMS } from './parts.ts';
import { snowfall } from './wide-nature.ts';

/** Christmas: a decorated fir, a garland of warm lights, a fireplace's glow or a window with snow. */
export function paintChristmas(stage: Stage): void {
  const far = stage.layer(1.2);
  const side = stage.random() < 0.5 ? -1 : 1;
  const wall = multiplyRgb(stage.accent ?? paint('#7a4a3a'), scaleRgb(ROOM_WARM, 0.3));
  gradient(far, [scaleRgb(wall, 0.85), wall, scaleRgb(wall, 0.45)]);
  far.glow(side * -0.3, 0.03, 0.26, 0.13, [0.42, 0.15, 0.035]);
  const wx = side * -0.24;
  far.rect(wx - 0.13, 0.09, wx + 0.13, far.height + 0.1, [0.012, 0.021, 0.04]);
  for (const dx of [-0.13, 0, 0.13])
    far.rect(wx + dx - 0.008, 0.08, wx + dx + 0.008, far.height + 0.1, paint('#e9dcc8', 0.16));
  for (let y = 0.085; y < far.height + 0.1; y += 0.13)
    far.rect(wx - 0.135, y - 0.007, wx + 0.135, y + 0.007, paint('#e9dcc8', 0.16));
  const mid = stage.layer(0.85);
  const tx = side * stage.between(0.29, 0.36);
  const high = Math.max(0.4, mid.height * 1.08);
  const greens: readonly Rgb[] = [paint('#1f4a2c', 0.8), paint('#2f6a3a', 0.8), paint('#16351f', 0.8)];
  for (let i = 0; i < 17; i++) {
    const y = -0.03 + (high * i) / 17;
    const half = 0.24 * (1 - i / 17.5);
    foliage(mid, stage, {
      x: tx,
      y,
      radius: half * 0.78,
      leaf: 0.022,
      count: 38,
      tones: greens,
      light: 0.75,
    });
  }
  for (let i = 0; i < 24; i++) {
    const t = stage.random();
    const half = 0.22 * (1 - t);
    const x = tx + stage.between(-half, half);
    const y = t * high * 0.95;
    const ball = pick(stage, [paint('#b3202a'), paint('#d9a441'), paint('#b3202a'), paint('#e9e2d6')]);
    mid.ellipse(x, y, 0.017, 0.017, scaleRgb(ball, 0.75));
    mid.ellipse(x - 0.005, y + 0.006, 0.005, 0.005, [2.4, 1.9, 1.2]);
  }
  if (stage.hasLights)
    for (let i = 0; i < 44; i++) {
      const t = stage.random();
      const half = 0.25 * (1 - t);
      mid.light(
        tx + stage.between(-half, half),
        t * high,
        scaleRgb(pick(stage, WARMS), stage.between(0.5, 1.3)),
        stage.between(0.5, 0.9),
      );
    }
  const near = stage.layer(1);
  // A fir garland with lights along the top.
  const from = [-near.width / 2 - 0.05, near.height + 0.01] as const;
  const to = [near.width / 2 + 0.05, near.height + 0.01] as const;
  for (let i = 0; i < 30; i++) {
    const t = i / 29;
    foliage(near, stage, {
      x: from[0] + (to[0] - from[0]) * t,
      y: near.height + 0.012 - 0.05 * 4 * t * (1 - t) * 0.6,
      radius: 0.026,
      leaf: 0.01,
      count: 14,
      tones: greens,
      light: 0.8,
    });
  }
  stringLights(near, stage, {
    from,
    to,
    sag: 0.032,
    count: Math.round(15 * Math.max(1, near.width)),
    size: 0.8,
    level: 1,
  });
  sparkle(near, stage, {
    count: 16,
    bottom: 0,
    top: near.height * 0.7,
    level: 0.75,
    size: 1.1,
    colors: [...WARMS, [1.2, 0.16, 0.1]],
  });
  if (stage.atmosphere.weather === 'snow') snowfall(stage);
}

const PARTY: readonly Rgb[] = [
  paint('#ff6f91'),
  paint('#ffc75f'),
  paint('#4cc3d9'),
  paint('#845ec2'),
  paint('#f9f871'),
  paint('#ff9671'),
];

/** A party: pastel wall, balloons, bunting, confetti in the air. */
export function paintParty(stage: Stage): void {
  const { lamps } = stage.atmosphere;
  const level = 0.95 - 0.5 * Math.max(0, lamps - 0.5);
  const far = stage.layer(1);
  const wall =
    stage.accent ?? pick(stage, [paint('#f6d3dc'), paint('#d6e6f5'), paint('#fbe6c2'), paint('#dcd3f2')]);
  gradient(far, [scaleRgb(wall, 0.8 * level), scaleRgb(wall, level), scaleRgb(wall, 0.88 * level)]);
  // Strips of foil that hang on one side.
  const side = stage.random() < 0.5 ? -1 : 1;
  curtain(far, stage, {
    left: side * 0.42 - 0.16,
    right: side * 0.42 + 0.16,
    bottom: -0.1,
    tone: scaleRgb([1.1, 0.8, 0.42], level),
    folds: 16,
    alpha: 0.8,
  });
  const mid = stage.layer(0.75);
  for (let i = 0; i < 9; i++) {
    const edge = i % 2 === 0 ? 1 : -1;
    const x = edge * stage.between(0.24, 0.54);
    const y = stage.between(0.05, Math.max(0.2, mid.height * 0.9));
    const r = stage.between(0.045, 0.075);
    const tone = mixRgb(scaleRgb(PARTY[(i * 2 + (side > 0 ? 1 : 0)) % PARTY.length], level), wall, 0.22);
    mid.polygon(
      [
        [x - 0.0015, y - r],
        [x + 0.0015, y - r],
        [x + 0.012, -0.1],
        [x + 0.009, -0.1],
      ],
      scaleRgb(wall, 0.5),
      0.7,
    );
    mid.ellipse(x, y, r, r * 1.2, scaleRgb(tone, 0.78));
    mid.ellipse(x - r * 0.12, y + r * 0.16, r * 0.78, r * 0.92, tone, 0.7);
    mid.glow(x - r * 0.3, y + r * 0.45, r * 0.22, r * 0.26, scaleRgb([0.7, 0.68, 0.65], level));
  }
  // Bunting.
  const count = Math.round(11 * Math.max(1, mid.width));
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5) / count;
    const x = (t - 0.5) * mid.width * 1.08;
    const y = mid.height * 0.985 - 0.05 * 4 * t * (1 - t);
    mid.polygon(
      [
        [x - 0.032, y],
        [x + 0.032, y],
        [x, y - 0.06],
      ],
      mixRgb(scaleRgb(PARTY[i % PARTY.length], 0.92 * level), wall, 0.3),
    );
  }
  const near = stage.layer(0.9);
  for (let i = 0; i < Math.round(70 * near.width); i++) {
    const x = (stage.random() - 0.5) * near.width;
    const y = stage.random() * near.height;
    const tone = scaleRgb(pick(stage, PARTY), 1.1 * level);
    const size = stage.between(0.005, 0.011);
    near.ellipse(x, y, size, size * stage.between(0.4, 1), tone, 0.95);
  }
  sparkle(near, stage, {
    count: 22,
    bottom: 0,
    top: near.height,
    level: 0.3 + 0.9 * Math.max(0, lamps - 0.3),
    size: 1.1,
    colors: [[1.2, 1, 0.7], ...PARTY],
  });
}
